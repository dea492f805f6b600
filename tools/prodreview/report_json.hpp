// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/review/result.hpp>

#include <string>

namespace prodreview {

/// The review as `prodreview/1`, the stable interface for programs: keys always there and in one
/// order, UTF-8 without hidden characters whatever the files hold, one line end at the end.
[[nodiscard]] auto to_json(review const &of) -> std::string;

} // namespace prodreview
