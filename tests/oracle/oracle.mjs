// SPDX-License-Identifier: Apache-2.0
// CPython 3.14 as WebAssembly (the npm package pyodide), as a program. PYODIDE names the package's
// folder. `oracle.py` beside this file is what it runs.
//
//   node oracle.mjs run FILE ARGUMENTS...   runs a Python file; it sees the machine's files
//   node oracle.mjs serve                   answers requests, one a line, on standard input
import { readFileSync } from "node:fs";
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

/// A request is the path of a pack; the answer is one line per program in it, then an empty line.
async function serve() {
  python.runPython(readFileSync(join(here, "oracle.py"), "utf8"));
  const answers = python.globals.get("answers");
  for await (const path of createInterface({ input: process.stdin }))
    process.stdout.write(answers(readFileSync(path)) + "\n");
}

const [mode, ...rest] = process.argv.slice(2);
if (mode === "run") run(rest);
else await serve();
