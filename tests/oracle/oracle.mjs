// SPDX-License-Identifier: Apache-2.0
// CPython 3.14 as WebAssembly (the npm package pyodide), as a program. PYODIDE names the package's
// folder. `oracle.py` beside this file is what it runs.
//
//   node oracle.mjs run FILE ARGUMENTS...   runs a Python file; it sees the machine's files
//   node oracle.mjs serve                   answers requests on standard input
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const folder = resolve(process.env.PYODIDE ?? "node_modules/pyodide");
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")));
const python = await loadPyodide({ indexURL: folder });

/// The machine's root as `/machine`, and the paths of the arguments within it.
function mount(paths) {
  python.mountNodeFS("/machine", "/");
  return paths.map((path) => "/machine" + resolve(path));
}

function run([file, ...rest]) {
  const [program, ...given] = mount([file, ...rest]);
  python.globals.set("argv", python.toPy([program, ...given]));
  python.runPython("import sys; sys.argv = list(argv)");
  python.runPython(readFileSync(file, "utf8"));
}

/// The requests are those of `oracle.py`.
async function serve() {
  python.runPython(readFileSync(join(here, "oracle.py"), "utf8"));
  const [answers, dumps] = ["answers", "dumps"].map((name) => python.globals.get(name));
  const bytes = (path) => python.globals.get("bytes")(new Uint8Array(readFileSync(path)));
  for await (const request of createInterface({ input: process.stdin })) {
    const [what, ...paths] = request.split("\t");
    const pack = bytes(paths.at(-1));
    if (what === "dump") writeFileSync(paths[0], dumps(pack));
    process.stdout.write((what === "digest" ? answers(pack) : "") + "\n");
    pack.destroy();
  }
}

const [mode, ...rest] = process.argv.slice(2);
if (mode === "run") run(rest);
else await serve();
