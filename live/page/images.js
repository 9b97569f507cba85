// Package images: [length of the header, 4 bytes][header, JSON][bytes]. The header says what is where.

export function read(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const start = 4 + length;
  const header = new TextDecoder().decode(new Uint8Array(buffer, 4, length));
  return { buffer, header, start, ...JSON.parse(header) };
}

// Put an image into Python's file system without a copy and make its modules known.
export function mount(python, image, name, images) {
  const { FS } = python._module;
  const made = new Set();
  const place = (path, data) => {
    const folder = path.slice(0, path.lastIndexOf("/"));
    if (!made.has(folder)) {
      FS.mkdirTree(folder);
      made.add(folder);
    }
    FS.createDataFile(path, null, data, true, true, true);
  };
  for (const [path, offset, size] of image.files) {
    place(image.root + path, new Uint8Array(image.buffer, image.start + offset, size));
  }
  const path = `/live/${name.replaceAll("/", "_")}`;
  place(path, new Uint8Array(image.buffer));
  return images.here.add(path, image.header, image.start);
}
