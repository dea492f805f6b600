// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/interpreter.hpp>
#include <prodreview/flow/listing.hpp>

namespace prodreview::flow {
namespace detail {

/// `Net.forward` for what runs in it.
[[nodiscard]] inline auto name_of_place(moment const &at) -> std::string {
  std::string name;
  for (auto const *node : at.around) {
    auto const *const function = tree::as_function(node);
    auto const *const made = tree::as<tree::class_def>(node);
    if (function == nullptr && made == nullptr) continue;
    if (!name.empty()) name += '.';
    name += at.in.spelling(function != nullptr ? function->name : made->name);
  }
  return name;
}

/// Writes down each value that is bound, with the last thing that was seen at its expression.
class value_lister : public observer {
public:
  using observer::on;
  std::vector<listed_value> all;

  void on(operation_event const &it, moment const &) override {
    seen_at_ = &it.node;
    fact_ = std::string{it.what.row.name};
  }
  void on(call_event const &it, moment const &at) override {
    auto const callee = at.known.kinds(it.callee.value);
    auto const says_nothing =
        callee.has(kind::unknown) || callee.is_only(kind::name) || callee.is_only(kind::class_);
    if (says_nothing) return;
    seen_at_ = &it.node;
    fact_ = "calls " + at.known.describe(it.callee.value);
  }
  void on(bind_event const &it, moment const &at) override {
    auto const *const parameter = tree::as<tree::arg>(&it.node);
    auto const place = parameter == nullptr ? it.node.range : parameter->name_range;
    auto const is_definition =
        tree::as_function(&it.node) != nullptr || it.node.kind == tree::node_kind::class_def ||
        tree::is_pattern(it.node.kind) || it.node.kind == tree::node_kind::except_handler;
    if (is_definition) return;
    all.push_back({name_of_place(at), at.in.source.lines().line_of(place.begin),
                   std::string{at.in.text(place)}, at.known.describe(it.given.value),
                   fact_of(it, parameter, at)});
  }

private:
  [[nodiscard]] auto fact_of(bind_event const &it, tree::arg const *parameter, moment const &at)
      -> std::string {
    if (parameter != nullptr)
      return parameter->annotation == nullptr
                 ? std::string{}
                 : "declared as " + std::string{at.in.text(*parameter->annotation)};
    return it.given.at == seen_at_ ? fact_ : std::string{};
  }

  tree::node const *seen_at_ = nullptr;
  std::string fact_;
};

} // namespace detail

PRODREVIEW_INLINE auto list_values(tree::unit const &in) -> std::vector<listed_value> {
  memory known;
  detail::value_lister lister;
  interpreter{in, known, lister}.run();
  return std::move(lister.all);
}

} // namespace prodreview::flow
