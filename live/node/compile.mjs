// Compiles Python for the browser with the very Python that will run it there.
// node compile.mjs CORE JOBS   JOBS: JSON file, [{source, target, prefix, header, manual}], source and target are zip files

import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

process.on("uncaughtException", (problem) => {
  console.error(problem?.message ?? problem); // and not the line of Pyodide's source that Node would quote
  process.exit(1);
});

const [core, jobs] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${core}/pyodide.mjs`).href);
// a report names the line; the place within it, which is most of what is kept of lines, it can do without
const python = await loadPyodide({ indexURL: core, env: { PYTHONNODEBUGRANGES: "1" } });
const compile = python.runPython(`
import ast, importlib.util, io, marshal, zipfile

def without_manual(source):
    """A module's tree without the texts that only help() shows: a third of its size."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and ast.get_docstring(node, False):
            node.body[0].value = ast.copy_location(ast.Constant(""), node.body[0])
    return tree

def compile_all(packed, prefix, header, manual):
    """A zip file with code in place of source, under the same names; header: as .pyc files, for zipimport."""
    made = io.BytesIO()
    begin = importlib.util.MAGIC_NUMBER + bytes(12)
    with zipfile.ZipFile(io.BytesIO(packed.to_py())) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith(".py"):
                tree = data if manual else without_manual(data)
                data = marshal.dumps(compile(tree, prefix + name, "exec", dont_inherit=True))
                if header:
                    name, data = name + "c", begin + data
            target.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), data)
    return made.getvalue()

compile_all
`);
for (const { source, target, prefix, header, manual } of JSON.parse(readFileSync(jobs, "utf8"))) {
  const made = compile(new Uint8Array(readFileSync(source)), prefix, header, manual);
  writeFileSync(target, made.toJs());
  made.destroy();
}
