// SPDX-License-Identifier: Apache-2.0
#include "files.hpp"

#include <catch2/catch.hpp>

using prodreview::testing::project_in_memory;

TEST_CASE("members come from the class, its bases, and what methods store to self") {
  project_in_memory in{{{"base.py", "class Base:\n    def __init__(self): self.kept = 1\n"},
                        {"a.py", "from base import Base\nclass A(Base):\n"
                                 "    level = 0\n    def run(self): self.made = 2\n"}}};
  CHECK(in("a.py", "here:A.run") == "function in a.py");
  CHECK(in("a.py", "here:A.level") == "value in a.py");
  CHECK(in("a.py", "here:A.made") == "value in a.py");
  CHECK(in("a.py", "here:A.kept") == "value in base.py");
  CHECK(in("a.py", "here:A.lost") == "missing in a.py");
}

TEST_CASE("a class whose methods say super() is no member of itself") {
  project_in_memory in{{{"a.py", "class A:\n    def run(self): return super().run()\n"}}};
  CHECK(in("a.py", "here:A.run") == "function in a.py");
  CHECK(in("a.py", "here:A.__class__") == "missing in a.py");
}

TEST_CASE("a class is open when something outside can add attributes") {
  for (auto const *text :
       {"class A(Outside): pass\n", "class A:\n    def __getattr__(self, n): return 1\n",
        "class A:\n    def set(self, **k): self.__dict__.update(k)\n",
        "class A:\n    def set(self, n):  setattr(self, n, 1)\n", "@register\nclass A: pass\n",
        "class A(metaclass=Meta): pass\n",
        "class A:\n    def set(self, n): self.register_buffer(n, None)\n"}) {
    project_in_memory in{{{"a.py", text}}};
    INFO(text);
    CHECK(in("a.py", "here:A.lost") == "unknown");
  }
}

TEST_CASE("attributes that are registered under a literal name are known") {
  project_in_memory in{{{"a.py", "class A:\n    def __init__(self):\n"
                                 "        self.register_buffer('mask', None)\n"
                                 "        setattr(self, 'size', 3)\n"}}};
  CHECK(in("a.py", "here:A.mask") == "value in a.py");
  CHECK(in("a.py", "here:A.size") == "value in a.py");
  CHECK(in("a.py", "here:A.other") == "missing in a.py");
}

TEST_CASE("a class that names itself as its base ends somewhere") {
  project_in_memory in{{{"a.py", "class A(A.B): pass\nclass C(C): pass\n"}}};
  CHECK(in("a.py", "here:A.x") == "unknown");
  CHECK(in("a.py", "here:C.x") == "unknown");
}
