// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/unit.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace prodreview::python {

/// The code of a Jupyter notebook (format 4) as one Python module.
struct notebook {
  /// The code cells one after the other, each ending with a line end. Lines that only IPython
  /// understands are replaced by a `pass` with the line as its comment; lines of a cell in another
  /// language (`%%bash`) are comments. No line is added or removed.
  std::string text;
  std::vector<tree::notebook_cell> cells;
  /// Why the file is no notebook, and the byte where that was found; empty when it is one.
  std::string problem;
  std::size_t problem_at = 0;
};

/// Reads the JSON text of a notebook. Only code cells count, outputs do not matter; a notebook for
/// another language has no Python code.
[[nodiscard]] auto read_notebook(std::string_view json) -> notebook;

/// One cell's code with what only IPython understands replaced, as above.
[[nodiscard]] auto without_magics(std::string_view cell) -> std::string;

} // namespace prodreview::python

#ifndef PRODREVIEW_COMPILED
#include <prodreview/python/notebook.impl.hpp>
#endif
