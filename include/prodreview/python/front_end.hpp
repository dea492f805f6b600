// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/unit.hpp>

#include <string>
#include <string_view>

namespace prodreview::python {

/// Decodes, parses and binds one Python file, or a Jupyter notebook when the path ends in `.ipynb`.
/// No bytes are an empty module in either case: Jupyter opens an empty file as a new notebook, and
/// the missing side of a file that is added or deleted is no broken one.
/// Never fails: what cannot be read is `opaque` in the tree and stands in `unit::errors`.
[[nodiscard]] auto read_unit(std::string path, std::string_view bytes) -> tree::unit;

} // namespace prodreview::python

#ifndef PRODREVIEW_COMPILED
#include <prodreview/python/front_end.impl.hpp>
#endif
