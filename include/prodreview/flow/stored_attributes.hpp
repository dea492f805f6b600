// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/search.hpp>
#include <prodreview/tree/unit.hpp>

#include <vector>

namespace prodreview::flow {

/// The attributes that anything in a unit stores to or deletes, whatever the object.
class stored_attributes {
public:
  explicit stored_attributes(tree::unit const &in)
      : is_stored_(in.names.size()), is_deleted_(in.names.size()) {
    if (in.root == nullptr) return;
    (void)tree::find_node(*in.root, [this](tree::node const &any) {
      if (auto const *it = tree::as<tree::attribute>(&any)) note(*it);
      return false;
    });
  }

  /// Whether something stores to an attribute of this name.
  [[nodiscard]] auto has(name_id name) const -> bool {
    return is_stored_[static_cast<std::size_t>(name)];
  }
  /// Whether something stores to one, or deletes it.
  [[nodiscard]] auto has_or_deletes(name_id name) const -> bool {
    return has(name) || is_deleted_[static_cast<std::size_t>(name)];
  }

private:
  void note(tree::attribute const &it) {
    auto const name = static_cast<std::size_t>(it.attr);
    if (it.use == tree::context::store) is_stored_[name] = true;
    if (it.use == tree::context::del) is_deleted_[name] = true;
  }

  std::vector<bool> is_stored_;
  std::vector<bool> is_deleted_;
};

} // namespace prodreview::flow
