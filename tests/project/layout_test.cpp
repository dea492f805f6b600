// SPDX-License-Identifier: Apache-2.0
#include "files.hpp"

#include <catch2/catch.hpp>

using prodreview::testing::project_in_memory;

TEST_CASE("an absolute import of the package finds its module") {
  project_in_memory in{
      {{"pkg/__init__.py", ""}, {"pkg/a.py", "def f(): pass\n"}, {"pkg/b.py", ""}}};
  CHECK(in("pkg/b.py", "pkg.a.f") == "function in pkg/a.py");
  CHECK(in("pkg/b.py", "pkg.a") == "module pkg/a.py");
  CHECK(in("pkg/b.py", "pkg.a.g") == "missing in pkg/a.py");
}

TEST_CASE("relative imports count their dots from the file's own folder") {
  project_in_memory in{{{"pkg/__init__.py", ""},
                        {"pkg/a.py", "def f(): pass\n"},
                        {"pkg/sub/__init__.py", ""},
                        {"pkg/sub/b.py", ""}}};
  CHECK(in("pkg/sub/b.py", "..a.f") == "function in pkg/a.py");
  CHECK(in("pkg/sub/__init__.py", ".b") == "module pkg/sub/b.py");
  CHECK(in("pkg/sub/b.py", "....a.f") == "unknown");
}

TEST_CASE("tests find a package under src, and under python") {
  project_in_memory in{{{"src/pkg/__init__.py", "x = 1\n"},
                        {"python/other/__init__.py", "y = 1\n"},
                        {"tests/test_a.py", ""}}};
  CHECK(in("tests/test_a.py", "pkg.x") == "value in src/pkg/__init__.py");
  CHECK(in("tests/test_a.py", "other.z") == "missing in python/other/__init__.py");
}

TEST_CASE("a script sees the scripts beside it; a module of a package does not") {
  project_in_memory in{{{"tools/a.py", "def f(): pass\n"},
                        {"tools/b.py", ""},
                        {"pkg/__init__.py", ""},
                        {"pkg/logging.py", ""},
                        {"pkg/c.py", ""}}};
  CHECK(in("tools/b.py", "a.f") == "function in tools/a.py");
  CHECK(in("pkg/c.py", "logging.getLogger") == "external");
}

TEST_CASE("a folder without __init__ is a package, unless one of that name is often installed") {
  project_in_memory in{{{"a/b.py", "def f(): pass\n"}, {"a/c.py", ""}, {"datasets/x.py", ""}}};
  CHECK(in("a/c.py", ".b.f") == "function in a/b.py");
  CHECK(in("a/c.py", "a.b.g") == "missing in a/b.py");
  CHECK(in("a/c.py", "a.nothing") == "unknown");
  CHECK(in("a/c.py", "datasets.load_dataset") == "external");
}

TEST_CASE("re-exports through __init__ are followed, also by star and in cycles") {
  project_in_memory in{{{"pkg/__init__.py", "from .a import f as g\nfrom .b import *\n"},
                        {"pkg/a.py", "from pkg import h\ndef f(): pass\n"},
                        {"pkg/b.py", "from . import g\ndef h(): pass\n"},
                        {"main.py", ""}}};
  CHECK(in("main.py", "pkg.g") == "function in pkg/a.py");
  CHECK(in("main.py", "pkg.h") == "function in pkg/b.py");
  CHECK(in("main.py", "pkg.a.h") == "function in pkg/b.py");
  CHECK(in("main.py", "pkg.nothing") == "missing in pkg/__init__.py");
}

TEST_CASE("names that import each other in a circle are unknown") {
  project_in_memory in{{{"a.py", "from b import f\n"}, {"b.py", "from a import f\n"}}};
  CHECK(in("a.py", "b.f") == "unknown");
}

TEST_CASE("a star import of something outside can bring any name") {
  project_in_memory in{{{"a.py", "from torch import *\n"}, {"b.py", ""}}};
  CHECK(in("b.py", "a.zeros") == "unknown");
}

TEST_CASE("a module that makes names as it runs is open") {
  for (auto const *text :
       {"globals()['x'] = 1\n", "def __getattr__(name): return 1\n",
        "import sys\nsys.modules[__name__] = object()\n", "exec('x = 1')\n", "def broken(:\n"}) {
    project_in_memory in{{{"a.py", text}, {"b.py", ""}}};
    INFO(text);
    CHECK(in("b.py", "a.x") == "unknown");
  }
}

TEST_CASE("a name with a definition under a condition is there, and may be any of them") {
  project_in_memory in{{{"a.py", "try:\n    from fast import f\nexcept ImportError:\n"
                                 "    def f(x): pass\n"},
                        {"b.py", ""}}};
  CHECK(in("b.py", "a.f") == "unknown");
}

TEST_CASE("what is built lies in a package without a Python file") {
  project_in_memory in{{{"setup.py", "Extension('pkg.fast', [])\n"},
                        {"pkg/__init__.py", "size = 1\n"},
                        {"pkg/slow.pyx", ""},
                        {"b.py", ""}}};
  CHECK(in("b.py", "pkg.slow") == "unknown");
  CHECK(in("b.py", "pkg._C") == "unknown");
  CHECK(in("b.py", "pkg.fast") == "unknown");
  CHECK(in("b.py", "pkg.quick") == "missing in pkg/__init__.py");
}

TEST_CASE("a package lacks a module that is no file of it") {
  project_in_memory in{{{"pkg/__init__.py", "from .edges import score\n"},
                        {"pkg/edges.py", "def score(x): pass\n"},
                        {"pkg/util/__init__.py", ""},
                        {"pkg/net.py", ""},
                        {"b.py", ""}}};
  CHECK(in("b.py", "pkg.nodes") == "missing in pkg/__init__.py");
  CHECK(in("pkg/net.py", "pkg.util.logger") == "missing in pkg/util/__init__.py");
  CHECK(in("pkg/net.py", ".util.logger") == "missing in pkg/util/__init__.py");
  CHECK(in("b.py", "pkg.util.logger") == "unknown");
}

TEST_CASE("a copy within another package may stand for the installed one") {
  project_in_memory in{{{"pkg/__init__.py", ""},
                        {"pkg/vendor/mmcv/__init__.py", "size = 1\n"},
                        {"pkg/vendor/mmcv/nms.py", ""}}};
  CHECK(in("pkg/vendor/mmcv/nms.py", "mmcv.onnx") == "unknown");
}

TEST_CASE("a script finds what lies beside it before the package that it lies in") {
  project_in_memory in{{{"zip/__init__.py", ""}, {"zip/zip.py", ""}, {"zip/train.py", ""}}};
  CHECK(in("zip/train.py", "zip.Model") == "unknown");
}

TEST_CASE("what is asked of a package with nothing in it may be asked of an installed one") {
  project_in_memory in{{{"clip/__init__.py", ""}, {"clip/model.py", ""}, {"b.py", ""}}};
  CHECK(in("b.py", "clip.load") == "unknown");
  CHECK(in("b.py", "clip.model") == "module clip/model.py");
}
