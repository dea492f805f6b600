// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/unit.hpp>

#include <vector>

namespace prodreview::flow {

/// A test on the way to a read, and how it came out; or a `try` that was left by an exception.
struct passed_test {
  tree::node const *at = nullptr;
  bool holds = true;
  /// It compares with a constant, and did not find it: `mode == "mean"`.
  bool is_choice = false;
  /// It asks whether something is there, and it is not: `path is not None`.
  bool is_absence = false;

  [[nodiscard]] auto is_exception() const -> bool { return tree::is_statement(at->kind); }
};

/// A local name that is read on a path on which nothing gave it a value. As far as the tests on the
/// path are understood, they do not exclude each other.
struct unbound_read {
  tree::name const *at = nullptr;
  /// How the path came past every binding, as far as there is something to point at.
  std::vector<passed_test> path = {};
  bool is_on_every_path = false;
  /// Tests stand between the place where the paths met and the read: what they ask may have to do
  /// with the name.
  bool is_guarded = false;
};

} // namespace prodreview::flow
