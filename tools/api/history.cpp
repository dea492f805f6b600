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
  to.kind = of.kind;
  to.is_native |= of.is_native;
  to.is_closed &= of.is_closed;
  to.first = std::min(to.first, release);
  to.last = release;
  if (!of.is_deprecated)
    to.deprecated = api::no_release;
  else if (to.deprecated == api::no_release)
    to.deprecated = release;
  if (of.is_deprecated) to.replacement = of.replacement;
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
    if (it.kind == api::entry_kind::module)
      keep_what_goes(it, last);
    else
      it.members.clear();
    auto const stays = it.last == last && it.deprecated == api::no_release && it.members.empty();
    at = stays ? of.members.erase(at) : std::next(at);
  }
}

} // namespace prodreview::api_facts
