// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.hpp"
#include <prodreview/review/change.hpp>
#include <prodreview/review/review.hpp>
#include <prodreview/review/settings.hpp>

namespace prodreview {

/// Reviews a change and writes every report that the command line asks for. The exit status.
[[nodiscard]] auto review_and_report(change const &what, blob_reader &reader,
                                     side_files const &files, settings const &in,
                                     command const &asked) -> int;

} // namespace prodreview
