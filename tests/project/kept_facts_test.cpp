// SPDX-License-Identifier: Apache-2.0
#include <prodreview/flow/interface.hpp>
#include <prodreview/flow/interpreter.hpp>
#include <prodreview/flow/kept_facts.hpp>
#include <prodreview/flow/module_values.hpp>
#include <prodreview/python/front_end.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

using namespace prodreview;
using namespace prodreview::flow;

namespace {

constexpr std::string_view module = R"py(from __future__ import annotations
from typing import NamedTuple
from dataclasses import dataclass, field
import torch
from torch import nn
from .base import Base, make
from .names import *

__all__ = ["Net", "pool"]


@dataclass
class Settings:
    size: int
    rate: float = field(default=0.1, init=False)


class Net(Base, nn.Module):
    def __init__(self, size, *, rate=0.1, **more):
        super().__init__()
        self.fc = nn.Linear(size, size)
        self.size = size

    @staticmethod
    def of(path, /, *rest): ...

    def forward(self, x):
        if self.size:
            return self.fc(x), None
        return x


def pool(x, size=2):
    first, second = make(x)
    return torch.zeros(3), [1, 2], (3, "a")


def stop():
    raise ValueError
)py";

[[nodiscard]] auto unit() -> tree::unit { return python::read_unit("pkg/net.py", module); }

} // namespace

TEST_CASE("An interface is made again from its bytes", "[kept]") {
  auto const bytes = to_bytes(interface_of(unit()));
  auto const again = interface_from(bytes);
  REQUIRE(again);
  CHECK(to_bytes(*again) == bytes);
  CHECK(again->has_all);
  CHECK(again->all.size() == 2);
  REQUIRE(again->classes.size() == 2);
  CHECK(again->classes[0].constructor == constructor_kind::dataclass);
  CHECK(again->classes[0].fields.size() == 2);
  CHECK(again->unpackings.size() == 1);
  auto const found = definitions_of(again->names, "stop");
  REQUIRE(found.size() == 1);
  CHECK(again->functions[found[0].index].never_returns);
}

TEST_CASE("The values of a module are made again for the same path", "[kept]") {
  auto const values = values_of_module(unit());
  auto const bytes = to_bytes(values, "pkg/net.py");
  auto const again = values_from(bytes, "pkg/net.py");
  REQUIRE(again);
  CHECK(to_bytes(*again, "pkg/net.py") == bytes);
  CHECK(module_values::find(again->results, "pool") != nullptr);
  CHECK(module_values::find(again->attributes, "Net.fc") != nullptr);
  CHECK_FALSE(values_from(bytes, "pkg/other.py"));
}

TEST_CASE("What is cut short is no fact", "[kept]") {
  auto const interface = to_bytes(interface_of(unit()));
  auto const values = to_bytes(values_of_module(unit()), "m.py");
  for (std::size_t size = 0; size < interface.size(); ++size) {
    // The text at the end may be shorter than what points into it, never the numbers.
    auto const cut = interface_from(std::string_view{interface}.substr(0, size));
    if (cut) CHECK(to_bytes(*cut).size() <= interface.size());
  }
  for (std::size_t size = 0; size < values.size(); ++size)
    (void)values_from(std::string_view{values}.substr(0, size), "m.py");
  CHECK_FALSE(interface_from(""));
  CHECK_FALSE(values_from("", "m.py"));
  CHECK_FALSE(names_from(""));
  CHECK_FALSE(names_from("123"));
}

TEST_CASE("Whatever stands in the bytes, what is made of them can be used", "[kept]") {
  auto const bytes = to_bytes(interface_of(unit()));
  auto const values = to_bytes(values_of_module(unit()), "m.py");
  for (auto const wrong : {'\0', '\1', '\x7F', '\xFF'}) {
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      auto changed = bytes;
      changed[at] = wrong;
      auto const made = interface_from(changed);
      if (!made) continue;
      for (auto const &it : made->names)
        if (it.kind == export_kind::function) CHECK(it.index < made->functions.size());
      (void)to_bytes(*made);
    }
    for (std::size_t at = 0; at < values.size(); ++at) {
      auto changed = values;
      changed[at] = wrong;
      (void)values_from(changed, "m.py");
    }
  }
}
