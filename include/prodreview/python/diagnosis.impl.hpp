// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/diagnosis.hpp>
#include <prodreview/python/diagnosis/machine.hpp>
#include <prodreview/python/diagnosis/notation.hpp>

namespace prodreview::python {

PRODREVIEW_INLINE auto diagnose(source const &text) -> std::optional<tree::syntax_error> {
  return diagnosis::machine{text, diagnosis::python_program()}.run();
}

} // namespace prodreview::python
