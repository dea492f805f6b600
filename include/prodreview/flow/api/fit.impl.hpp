// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/api/fit.hpp>

#include <algorithm>
#include <optional>

namespace prodreview::flow::api {
namespace detail {

/// What is wrong with a call in one release. Nothing: something takes it, or none is known.
[[nodiscard]] inline auto refusal(std::vector<known_signature> const &all, call_shape const &call,
                                  std::uint8_t release) -> std::optional<binding_result> {
  std::optional<binding_result> wrong;
  for (auto const &it : all) {
    if (it.first > release || release > it.last) continue;
    auto const result = flow::bind(it.parameters, call);
    if (result.binds()) return std::nullopt;
    if (wrong && (wrong->what != result.what || wrong->name != result.name))
      wrong->what = misfit::none;
    if (!wrong) wrong = result;
    wrong->count = std::max(wrong->count, result.count);
  }
  return wrong;
}

[[nodiscard]] inline auto is_known_in(std::vector<known_signature> const &all, std::uint8_t release)
    -> bool {
  return std::any_of(all.begin(), all.end(), [&](known_signature const &it) {
    return it.first <= release && release <= it.last;
  });
}

/// The release nearest to one, going one way, that takes the call.
[[nodiscard]] inline auto taken_towards(std::vector<known_signature> const &all,
                                        call_shape const &call, int from, int end, int step)
    -> std::optional<std::uint8_t> {
  for (auto at = from; at != end; at += step) {
    auto const release = static_cast<std::uint8_t>(at);
    if (is_known_in(all, release) && !refusal(all, call, release)) return release;
  }
  return std::nullopt;
}

} // namespace detail

PRODREVIEW_INLINE auto known_signatures(entry const &of) -> std::vector<known_signature> {
  std::vector<known_signature> all;
  // The stubs of what C++ binds leave out arguments that it takes (`torch.tensor(pin_memory=…)`).
  if (called_of(of).is_native) return {};
  parameter_buffer buffer;
  for (auto const &it : signatures_of(of)) {
    auto const parameters = parameters_of(it, buffer);
    if (parameters.size() == buffer.size()) return {};
    all.push_back({{parameters.begin(), parameters.end()}, it.first, it.last});
  }
  return all;
}

PRODREVIEW_INLINE auto fit_of(std::vector<known_signature> const &all, call_shape const &call,
                              supported_range const &in, std::uint8_t newest) -> fit {
  if (all.empty() || in.is_unknown) return {};
  auto const [oldest, latest] = in.releases;
  if (auto const wrong = detail::refusal(all, call, latest)) {
    if (auto const older = detail::taken_towards(all, call, latest - 1, -1, -1))
      return {fitting::removed, *wrong, latest, *older};
    if (auto const newer = detail::taken_towards(all, call, latest + 1, newest + 1, 1))
      return {fitting::newer, *wrong, latest, *newer};
    return {fitting::never, *wrong, latest};
  }
  auto const wrong = in.is_stated() ? detail::refusal(all, call, oldest) : std::nullopt;
  if (!wrong) return {fitting::fits};
  auto const taken = detail::taken_towards(all, call, oldest + 1, latest + 1, 1);
  return taken ? fit{fitting::newer, *wrong, oldest, *taken} : fit{};
}

} // namespace prodreview::flow::api
