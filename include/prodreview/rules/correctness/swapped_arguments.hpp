// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/argument.hpp>
#include <prodreview/rules/support/guarded.hpp>
#include <prodreview/rules/support/mending.hpp>
#include <prodreview/rules/support/plain_type.hpp>
#include <prodreview/text/joined.hpp>

namespace prodreview::rules {

struct swapped_arguments {
  static constexpr rule_info info{
      .name = "swapped-arguments",
      .topic = topic::correctness,
      .area = area::names,
      .item = "names",
      .severity = severity::critical,
      .title = "Arguments in the wrong order",
      .problem = "The object comes first, and what is asked of it second.",
      .impact = "The call raises TypeError, or it answers for the wrong object.",
      .fix = "Pass the arguments the other way round.",
      .silent = "the second argument may be the name or class that is asked for.",
      .bad = R"py(class Loader:
    def length(self):
        if hasattr("total_length", self.dataset):  # !
            return self.dataset.total_length
        return len(self.dataset) if isinstance(list, self.dataset) else 0  # !
)py",
      .good = R"py(class Loader:
    def length(self):
        if hasattr(self.dataset, "total_length"):
            return self.dataset.total_length
        return len(self.dataset) if isinstance(self.dataset, list) else 0
)py",
  };

  [[nodiscard]] static auto check(site<tree::call> const &at) -> verdict {
    auto const &call = at.node;
    if (call.args.size() < 2 || passes_unpacked(call) || !is_swapped(at))
      return verdict::irrelevant();
    if (expects_failure(at.in, at.ancestors, {"builtins.TypeError"})) return verdict::unknown();
    return verdict::violated(call);
  }

  [[nodiscard]] static auto explain(site<tree::call> const &at, verdict const &) -> explanation {
    return {.problem = joined({"`", at.in.text(*at.node.func), "` takes the object first, and `",
                               at.in.text(*at.node.args[0]), "` is what it is asked for."})};
  }

  [[nodiscard]] static auto mend(site<tree::call> const &at, verdict const &) -> edits {
    auto const &first = *at.node.args[0];
    auto const &second = *at.node.args[1];
    auto const texts = std::array{movable_text(at.in, first), movable_text(at.in, second)};
    if (texts[0].empty() || texts[1].empty()) return {};
    return {{first.range, texts[1], false}, {second.range, texts[0], false}};
  }

private:
  [[nodiscard]] static auto is_swapped(site<tree::call> const &at) -> bool {
    auto const &first = *at.node.args[0];
    auto const &second = *at.node.args[1];
    auto const is_object = is_variable(second) && at.named(&second).empty();
    if (at.names(at.node.func,
                 {"builtins.hasattr", "builtins.getattr", "builtins.setattr", "builtins.delattr"}))
      return names_attribute(at.in, first) && is_object && !may_be_name(at.in, second);
    return at.names(at.node.func, {"builtins.isinstance"}) && is_object &&
           at.names(&first, {"builtins.int", "builtins.float", "builtins.str", "builtins.bool",
                             "builtins.list", "builtins.tuple", "builtins.dict", "builtins.set",
                             "torch.Tensor", "torch.nn.Module", "numpy.ndarray"});
  }

  [[nodiscard]] static auto is_variable(tree::expression const &any) -> bool {
    return any.kind == tree::node_kind::name || any.kind == tree::node_kind::attribute;
  }

  [[nodiscard]] static auto names_attribute(tree::unit const &in, tree::expression const &any)
      -> bool {
    auto const text = plain_string(in, &any);
    return text && !text->empty() && text->find_first_of(" .-/") == text->npos;
  }

  /// A variable may hold the name of a method of strings: `getattr("", name)`.
  [[nodiscard]] static auto may_be_name(tree::unit const &in, tree::expression const &any) -> bool {
    return any.kind == tree::node_kind::name && in.text(any).find("name") != std::string_view::npos;
  }
};

} // namespace prodreview::rules
