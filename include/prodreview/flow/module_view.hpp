// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/unit.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace prodreview::flow {

class project;

/// One version of a file as part of its project: the unit, the project around it where there is
/// one, and the facts that were worked out about it. A fact is any type that is made from a view
/// (`explicit class_layouts(module_view const &)`, or of a `tree::unit`); it is made when it is
/// first asked for, and stays as long as the view. One thread uses a view.
class module_view {
public:
  explicit module_view(tree::unit const &of, flow::project *around = nullptr)
      : module_view{of, around, of.path} {}
  /// `path` is where the file lies in its project; after a rename an old version lay elsewhere.
  module_view(tree::unit const &of, flow::project *around, std::string path)
      : unit_{of}, project_{around}, path_{std::move(path)} {}
  module_view(module_view const &) = delete;
  auto operator=(module_view const &) -> module_view & = delete;

  [[nodiscard]] auto unit() const -> tree::unit const & { return unit_; }
  /// All modules of the same side; null where a file is looked at alone.
  [[nodiscard]] auto project() const -> flow::project * { return project_; }
  [[nodiscard]] auto path() const -> std::string const & { return path_; }

  /// `view.fact<definite_assignment>()`. A fact must not ask for itself while it is made.
  template <class Fact> [[nodiscard]] auto fact() const -> Fact const & {
    for (auto const &it : facts_)
      if (it.type == &type_of<Fact>) return *static_cast<Fact const *>(it.value.get());
    auto made = make<Fact>();
    auto const &result = *made;
    facts_.push_back({&type_of<Fact>, std::move(made)});
    return result;
  }

private:
  struct held_fact {
    char const *type;
    std::shared_ptr<void const> value;
  };

  /// Its address tells types apart.
  template <class Fact> static constexpr char type_of = 0;

  template <class Fact> [[nodiscard]] auto make() const -> std::shared_ptr<Fact const> {
    if constexpr (std::is_constructible_v<Fact, module_view const &>)
      return std::make_shared<Fact const>(*this);
    else
      return std::make_shared<Fact const>(unit_);
  }

  tree::unit const &unit_;
  flow::project *project_;
  std::string path_;
  mutable std::vector<held_fact> facts_;
};

} // namespace prodreview::flow
