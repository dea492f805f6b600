// SPDX-License-Identifier: Apache-2.0
#include "rows.hpp"

#include <prodreview/flow/api/packed.hpp>
#include <prodreview/flow/api/rows.hpp>

#include <stdexcept>

namespace prodreview::api_facts {

namespace api = flow::api;

namespace {

class row_writer {
public:
  auto add(std::uint32_t number, int count_of_digits) -> row_writer & {
    std::string digits;
    for (; count_of_digits > 0; --count_of_digits, number /= 64)
      digits.insert(digits.begin(), api::digits[number % 64]);
    if (number != 0) throw std::length_error("a number of the table needs more digits");
    text_ += digits;
    return *this;
  }
  auto add_release(std::uint8_t release) -> row_writer & {
    return add(release == api::no_release ? 63U : release, 1);
  }
  [[nodiscard]] auto text() const -> std::string { return text_; }

private:
  std::string text_;
};

} // namespace

auto written(api::entry const &of) -> std::string {
  auto const is_marked = api::has_members(of.kind) ? of.is_closed : of.is_native;
  auto const has_gap = of.gap_first != api::no_release;
  auto const flags =
      static_cast<std::uint32_t>(of.kind) * 4 + (is_marked ? 2U : 0U) + (has_gap ? 1U : 0U);
  row_writer to;
  to.add(of.children, 3).add(of.child_count, 2).add(of.name, 3);
  to.add(of.signatures, 3).add(of.bases, 3).add(of.replacement, 3).add(flags, 1);
  return to.add_release(of.first).add(of.last, 1).add_release(of.deprecated).text();
}

auto written(api::signature_use const &of) -> std::string {
  row_writer to;
  to.add(of.signature, 3).add(of.first, 1).add(of.last, 1);
  return to.add(static_cast<std::uint32_t>(of.returns), 1).text();
}

auto written(api::table_slice const &of) -> std::string {
  return row_writer{}.add(of.begin, 3).add(of.count, 2).text();
}

auto written(api::table_number const &of) -> std::string {
  return row_writer{}.add(of.number, api::table_number::width).text();
}

auto written(api::table_parameter const &of) -> std::string {
  auto const flags = of.kind * 2U + (of.has_default ? 1U : 0U);
  return row_writer{}.add(of.name, 3).add(of.value, 3).add(flags, 1).text();
}

} // namespace prodreview::api_facts
