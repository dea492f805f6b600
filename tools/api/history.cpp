// SPDX-License-Identifier: Apache-2.0
#include "history.hpp"

#include <algorithm>

namespace prodreview::api_facts {

namespace {

void add_signature(signature_facts const &of, std::uint8_t release, history &to) {
  for (auto &it : to.signatures)
    if (it.signature == of && it.last + 1 >= release) {
      it.last = release;
      return;
    }
  to.signatures.push_back({of, release, release});
}

[[nodiscard]] auto is_callable(api::entry_kind kind) -> bool {
  return kind == api::entry_kind::function || kind == api::entry_kind::method ||
         kind == api::entry_kind::class_method || kind == api::entry_kind::static_method ||
         kind == api::entry_kind::property;
}

/// Finds where members of classes went.
class settler {
public:
  settler(history const &package, std::string const &name, std::uint8_t last)
      : package_{package}, prefix_{name + "."}, last_{last} {}

  void settle(history &of) {
    for (auto &[name, it] : of.members) {
      if (it.first == api::no_release) continue;
      if (!of.is_closed) it.last = last_;
      // Stubs came to list the classes of C++ one by one.
      if (it.is_native && it.kind == api::entry_kind::class_) it.first = 0;
      if (of.kind == api::entry_kind::class_) extend(of, name, it, deepest);
      settle(it);
    }
  }

private:
  static constexpr int deepest = 16;

  /// By what the bases have.
  void extend(history const &of, std::string const &name, history &it, int depth) const {
    if (!of.is_closed) it.first = 0;
    for (auto const &base : of.bases) {
      auto const *const parent = find(base);
      if (parent == nullptr || parent == &of || depth == 0) continue;
      if (auto const at = parent->members.find(name); at != parent->members.end()) {
        it.first = std::min(it.first, at->second.first);
        it.last = std::max(it.last, at->second.last);
      }
      extend(*parent, name, it, depth - 1);
    }
  }

  [[nodiscard]] auto find(std::string const &qualified) const -> history const * {
    if (!qualified.starts_with(prefix_)) return nullptr;
    auto const *at = &package_;
    for (auto rest = qualified.substr(prefix_.size());;) {
      auto const dot = rest.find('.');
      auto const member = at->members.find(rest.substr(0, dot));
      if (member == at->members.end()) return nullptr;
      at = &member->second;
      if (dot == rest.npos) return at;
      rest.erase(0, dot + 1);
    }
  }

  history const &package_;
  std::string prefix_;
  std::uint8_t last_;
};

} // namespace

void add_release(facts const &of, std::uint8_t release, history &to) {
  if (of.is_gone) {
    if (!of.replacement.empty()) to.replacement = of.replacement;
    if (to.first == api::no_release && release > 0 && !to.is_announced) {
      to.first = 0;
      to.last = static_cast<std::uint8_t>(release - 1);
    }
    to.is_announced = true;
    return;
  }
  if (to.is_announced && to.first != api::no_release && to.last + 1 < release) {
    to.gap_first = static_cast<std::uint8_t>(to.last + 1);
    to.gap_last = static_cast<std::uint8_t>(release - 1);
  }
  to.kind = of.kind;
  to.is_native |= of.is_native;
  to.is_closed &= of.is_closed;
  to.first = std::min(to.first, release);
  to.last = release;
  if (!of.is_deprecated)
    to.deprecated = api::no_release;
  else if (to.deprecated == api::no_release)
    to.deprecated = release;
  to.replacement = of.replacement;
  to.has_unknown_signature |= is_callable(of.kind) && of.signatures.empty();
  for (auto const &it : of.signatures) add_signature(it, release, to);
  for (auto const &it : of.bases)
    if (std::find(to.bases.begin(), to.bases.end(), it) == to.bases.end()) to.bases.push_back(it);
  for (auto const &[name, member] : of.members) add_release(member, release, to.members[name]);
}

void settle(history &package, std::string const &name, std::uint8_t last) {
  settler{package, name, last}.settle(package);
}

void keep_what_goes(history &of, std::uint8_t last) {
  of.is_closed = false;
  for (auto at = of.members.begin(); at != of.members.end();) {
    auto &it = at->second;
    auto const is_module = it.kind == api::entry_kind::module;
    auto const goes = it.last < last && (it.is_announced || is_module);
    if (is_module && !goes)
      keep_what_goes(it, last);
    else
      it.members.clear();
    auto const came_back = it.gap_first != api::no_release;
    auto const stays = goes || came_back || it.deprecated != api::no_release || !it.members.empty();
    at = stays ? std::next(at) : of.members.erase(at);
  }
}

} // namespace prodreview::api_facts
