// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/text/arena.hpp>
#include <prodreview/text/name_key.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

namespace prodreview {

/// An interned name of one unit: equal spellings have equal ids. 0 is the empty name.
enum class name_id : std::uint32_t { none = 0 };

/// The names of one unit. An id is given in the order of first appearance, so it is the same in
/// every run.
class names {
public:
  names() : spellings_(1) { rehash(usual_size); }

  [[nodiscard]] auto intern(std::string_view spelling) -> name_id {
    return intern(spelling, name_key{spelling});
  }

  /// The same for a caller that has made the key on the way.
  [[nodiscard]] auto intern(std::string_view spelling, name_key const &key) -> name_id {
    auto const at = place_of(spelling, key);
    auto const id = slots_[at].id;
    return id != 0 ? name_id{id} : insert(at, spelling, key);
  }

  /// The id of a spelling that may not occur: `name_id::none` then.
  [[nodiscard]] auto find(std::string_view spelling) const -> name_id {
    return name_id{slots_[place_of(spelling, name_key{spelling})].id};
  }

  [[nodiscard]] auto spelling(name_id id) const -> std::string_view {
    return spellings_[static_cast<std::uint32_t>(id)];
  }
  [[nodiscard]] auto size() const -> std::size_t { return spellings_.size(); }

  /// The same in every run.
  [[nodiscard]] static auto hash_of(std::string_view spelling) -> std::uint32_t {
    return static_cast<std::uint32_t>(prodreview::hash_of(spelling, name_key{spelling}));
  }

private:
  /// Twice the names of a file of usual size.
  static constexpr std::size_t usual_size = 1024;

  struct slot {
    [[no_unique_address]] name_key key;
    std::uint32_t id = 0;
  };
  static_assert(sizeof(slot) == 24, "the id stands in the padding of the key");

  /// The slot of the spelling, or the free one where it would go.
  [[nodiscard]] auto place_of(std::string_view spelling, name_key const &key) const -> std::size_t {
    for (auto at = prodreview::hash_of(spelling, key) & mask_;; at = (at + 1) & mask_) {
      auto const &slot = slots_[at];
      if (slot.id == 0) return at;
      if (slot.key != key) continue;
      if (key.is_whole() || spellings_[slot.id] == spelling) return at;
    }
  }

  [[gnu::noinline]] auto insert(std::size_t at, std::string_view spelling, name_key const &key)
      -> name_id {
    auto const id = static_cast<std::uint32_t>(spellings_.size());
    spellings_.push_back(storage_.copy(spelling));
    slots_[at] = {key, id};
    if (spellings_.size() * 2 > slots_.size()) rehash(slots_.size() * 2);
    return name_id{id};
  }

  void rehash(std::size_t size) {
    std::vector<slot> const old = std::exchange(slots_, std::vector<slot>(size));
    mask_ = size - 1;
    for (auto const &entry : old)
      if (entry.id != 0) slots_[place_of(spellings_[entry.id], entry.key)] = entry;
  }

  arena storage_;
  std::vector<std::string_view> spellings_;
  std::vector<slot> slots_;
  std::size_t mask_ = 0;
};

} // namespace prodreview
