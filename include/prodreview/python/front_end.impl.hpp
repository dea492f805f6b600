// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/python/binder.hpp>
#include <prodreview/python/front_end.hpp>
#include <prodreview/python/notebook.hpp>
#include <prodreview/python/parser.hpp>

#include <utility>

namespace prodreview::python {
namespace detail {

/// The text of a broken notebook, for excerpts: bytes that are no ASCII are replaced, since nothing
/// says that they are UTF-8.
[[nodiscard]] inline auto as_ascii(std::string_view bytes) -> std::string {
  std::string text{bytes};
  for (auto &byte : text)
    if (static_cast<unsigned char>(byte) >= 0x80U) byte = '?';
  return text;
}

[[nodiscard]] inline auto broken_notebook(std::string path, std::string_view bytes,
                                          notebook const &read) -> tree::unit {
  auto unit = parse(std::move(path), {});
  unit.source = source{as_ascii(bytes)};
  auto const at = static_cast<std::uint32_t>(read.problem_at);
  auto const end = at < bytes.size() ? at + 1 : at;
  unit.errors.push_back({{at, end}, read.problem});
  return unit;
}

} // namespace detail

PRODREVIEW_INLINE auto read_unit(std::string path, std::string_view bytes) -> tree::unit {
  auto const is_notebook = path.ends_with(".ipynb") && !bytes.empty();
  auto read = is_notebook ? read_notebook(bytes) : notebook{};
  auto unit = !read.problem.empty() ? detail::broken_notebook(std::move(path), bytes, read)
              : is_notebook         ? parse(std::move(path), read.text)
                                    : parse(std::move(path), bytes);
  unit.cells = std::move(read.cells);
  bind(unit);
  return unit;
}

} // namespace prodreview::python
