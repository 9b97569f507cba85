// A snapshot, made by node/snapshot.mjs: [length of the header, 4 bytes][header, JSON][gaps and lengths][words].

// What stands in the first words of memory, in one number.
export function sum(words, many) {
  let found = 0;
  for (let at = 0; at < many; at += 1) found = Math.imul(found ^ words[at], 16777619);
  return found;
}

// Have the next Python that is made start from this snapshot. arriving: the promise of its bytes; memory: what it needs.
export function startFrom(arriving, memory) {
  const create = globalThis._createPyodideModule;
  globalThis._createPyodideModule = async (settings) => {
    globalThis._createPyodideModule = create;
    const making = create({ ...settings, INITIAL_MEMORY: memory });
    const [Module, buffer] = await Promise.all([making, arriving]);
    Module.API.restoreSnapshot = () => restore(Module, buffer);
    return Module;
  };
  return { _loadSnapshot: new Uint8Array(1) }; // so that Pyodide asks for it
}

function restore(Module, buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  const functions = Module._PyEM_CountArgsPtr || Module.wasmTable.length;
  if (functions !== header.table) throw new Error("the snapshot is not of this Python");
  const words = new Uint32Array(Module.HEAPU8.buffer);
  const own = words[header.own]; // what this engine has put there
  words[header.own] = 0;
  words.fill(0, header.stack[1], header.begin);
  const places = new Uint32Array(buffer, 4 + length, 2 * header.stretches);
  let from = (4 + length + places.byteLength) >> 2, to = 0;
  const all = new Uint32Array(buffer);
  for (let at = 0; at < places.length; at += 2) {
    to += places[at];
    words.set(all.subarray(from, from + places[at + 1]), to);
    from += places[at + 1];
    to += places[at + 1];
  }
  if (sum(words, header.stack[0]) !== header.sum) throw new Error("the snapshot does not fit");
  words[header.own] = own;
  const [standard, summer] = words.subarray(Module._tzname >> 2); // the reader's time zone, not the builder's
  Module.__tzset_js(Module._timezone, Module._daylight, standard, summer);
  return header;
}
