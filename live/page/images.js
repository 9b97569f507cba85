// Package images: [length of the header, 4 bytes][header, JSON][bytes]. The header says what is where.

export function read(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const start = 4 + length;
  const header = new TextDecoder().decode(new Uint8Array(buffer, 4, length));
  return { buffer, header, start, ...JSON.parse(header) };
}

// Put an image's data files into Python's file system without a copy. read(path): told when one of them is read.
function lay(FS, image, read) {
  for (const [path, offset, size] of image.files) {
    const data = new Uint8Array(image.buffer, image.start + offset, size);
    const node = place(FS, image.root + path, size);
    if (read) contents(node, () => (read(image.root + path), data));
    else keep(node, data);
  }
}

// Put an image into Python's file system and make its modules known.
export function mount(python, image, name, images, read) {
  const { FS } = python._module;
  lay(FS, image, read);
  const path = `/live/${name.replaceAll("/", "_")}`;
  FS.mkdirTree("/live");
  // it may be here already: somebody imported from it before its turn had come
  if (!FS.analyzePath(path).exists) FS.createDataFile(path, null, new Uint8Array(image.buffer), true, true, true);
  return images.here.add(path, image.header, image.start);
}

// Files whose image is fetched when somebody reads them. files: {path: size}; fetched() gives the image.
// Python has let go of itself while it reads a file, so nothing here may call it.
export function promise(python, root, files, fetched) {
  const { FS } = python._module;
  for (const [path, size] of Object.entries(files)) {
    const node = place(FS, root + path, size);
    contents(node, () => {
      try {
        lay(FS, fetched());
      } catch (problem) {
        console.info("live:", problem);
        throw new FS.ErrnoError(REFUSED);
      }
      return node.contents;
    });
  }
}

const REFUSED = 14; // ECONNREFUSED here: whoever reads the file gets a ConnectionError, and may try again

// The node of a file, made if it is new.
function place(FS, path, size) {
  const { node: known } = FS.analyzePath(path).exists ? FS.lookupPath(path) : {};
  if (known) return known;
  FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
  FS.createDataFile(path, null, new Uint8Array(0), true, true, true);
  const { node } = FS.lookupPath(path);
  node.usedBytes = size;
  return node;
}

const keep = (node, value) => Object.defineProperty(node, "contents", { value, configurable: true, writable: true });
const contents = (node, get) => Object.defineProperty(node, "contents", {
  get, set: (value) => keep(node, value), configurable: true,
});
