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
    auto const stays = goes || it.deprecated != api::no_release || !it.members.empty();
    at = stays ? std::next(at) : of.members.erase(at);
  }
}

} // namespace prodreview::api_facts
