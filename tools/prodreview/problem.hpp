// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace prodreview {

/// Why something cannot be done: one sentence that says what and where, one that says what to do.
/// The exit status is then 2.
struct problem {
  std::string what;
  std::string remedy;
};

/// A name in a sentence: between backticks, control characters escaped, so that no path can draw on
/// the terminal.
[[nodiscard]] auto quoted(std::string_view name) -> std::string;

/// `prodreview: what` and `  help: remedy`, each on a line of its own.
[[nodiscard]] auto to_text(problem const &why) -> std::string;

/// A value, or the problem that stands in its way.
template <class Value> class [[nodiscard]] outcome {
public:
  outcome(Value value) : content_{std::move(value)} {}
  outcome(prodreview::problem why) : content_{std::move(why)} {}

  [[nodiscard]] explicit operator bool() const { return content_.index() == 0; }
  [[nodiscard]] auto operator*() -> Value & { return std::get<0>(content_); }
  [[nodiscard]] auto operator*() const -> Value const & { return std::get<0>(content_); }
  [[nodiscard]] auto operator->() -> Value * { return &std::get<0>(content_); }
  [[nodiscard]] auto operator->() const -> Value const * { return &std::get<0>(content_); }
  [[nodiscard]] auto why() const -> problem const & { return std::get<1>(content_); }

private:
  std::variant<Value, problem> content_;
};

} // namespace prodreview
