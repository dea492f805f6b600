// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/signature.hpp>
#include <prodreview/text/joined.hpp>
#include <prodreview/tree/nodes.hpp>

#include <string>
#include <string_view>

namespace prodreview::rules {

/// The n-th keyword that has a name.
[[nodiscard]] inline auto named_argument(tree::call const &call, std::uint32_t n)
    -> tree::keyword const * {
  for (auto const *it : call.keywords)
    if (it->name != name_id::none && n-- == 0) return it;
  return call.keywords.back();
}

/// The argument that does not fit; the call where one is missing.
[[nodiscard]] inline auto blamed(tree::call const &call, flow::binding_result const &result)
    -> tree::node const & {
  switch (result.what) {
  case flow::misfit::unknown_keyword:
  case flow::misfit::given_twice:
  case flow::misfit::positional_only: return *named_argument(call, result.keyword);
  case flow::misfit::too_many_positional:
    return result.count < call.args.size()
               ? static_cast<tree::node const &>(*call.args[result.count])
               : call;
  default: return call;
  }
}

[[nodiscard]] inline auto argument_count_text(std::uint32_t count) -> std::string {
  if (count == 0) return "no argument";
  return std::to_string(count) + (count == 1 ? " argument" : " arguments");
}

/// What is wrong with a call of `called`, a sentence without its final dot.
[[nodiscard]] inline auto misfit_text(std::string_view called, flow::binding_result const &result)
    -> std::string {
  auto const name = joined({"`", called, "`"});
  auto const argument = joined({"`", result.name, "`"});
  switch (result.what) {
  case flow::misfit::too_many_positional:
    return joined(
        {name, " takes ", argument_count_text(result.count), " by position, and more are passed"});
  case flow::misfit::unknown_keyword: return joined({name, " has no parameter ", argument});
  case flow::misfit::given_twice:
    return joined({name, " gets ", argument, " twice: by position and by name"});
  case flow::misfit::positional_only:
    return joined({name, " takes ", argument, " by position only"});
  case flow::misfit::missing: return joined({name, " needs ", argument, ", which is not passed"});
  case flow::misfit::none: break;
  }
  return joined({"no form of ", name, " takes these arguments"});
}

} // namespace prodreview::rules
