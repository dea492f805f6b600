// SPDX-License-Identifier: Apache-2.0
#include "facts.hpp"

#include <algorithm>
#include <array>

namespace prodreview::api_facts {

namespace {

/// How many statements at the head of a body may come before its warning.
constexpr std::size_t head = 3;

[[nodiscard]] auto contains(std::string_view text, std::string_view part) -> bool {
  return text.find(part) != text.npos;
}

/// Literals joined, blanks folded, quotes and marks gone.
[[nodiscard]] auto plain(std::string_view text) -> std::string {
  std::string kept;
  for (auto const c : text) {
    auto const is_blank = c == ' ' || c == '\n' || c == '\t';
    if (c == '"' || c == '\'' || c == '`' || c == '~') continue;
    if (is_blank && (kept.empty() || kept.back() == ' ')) continue;
    kept += is_blank ? ' ' : c;
  }
  return kept;
}

[[nodiscard]] auto dotted_at(std::string_view text) -> std::string {
  for (auto const *mark : {":func:", ":class:", ":meth:", "the ", "function "})
    if (text.starts_with(mark)) text.remove_prefix(std::string_view{mark}.size());
  std::size_t end = 0;
  auto const is_part = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.';
  };
  while (end < text.size() && is_part(text[end])) ++end;
  while (end > 0 && text[end - 1] == '.') --end;
  return std::string{text.substr(0, end)};
}

[[nodiscard]] auto is_warning(source_module const &in, tree::statement const &any)
    -> tree::call const * {
  auto const *const it = tree::as<tree::expr>(&any);
  auto const *const call = it == nullptr ? nullptr : tree::as<tree::call>(it->value);
  if (call == nullptr) return nullptr;
  auto const text = in.unit.text(*call->func);
  return text == "warnings.warn" || text == "warn" || text == "_warnings.warn" ? call : nullptr;
}

[[nodiscard]] auto documentation_of(source_module const &in, tree::many<tree::statement> body)
    -> std::string_view {
  auto const *const first = body.empty() ? nullptr : tree::as<tree::expr>(body[0]);
  return first != nullptr && first->value->kind == tree::node_kind::constant
             ? in.unit.text(*first->value)
             : std::string_view{};
}

/// The `raise` that a body begins or ends with, or null. One that ends with it may only return
/// before.
[[nodiscard]] auto outer_raise(tree::many<tree::statement> body) -> tree::raise const * {
  auto const is_documented = !body.empty() && body[0]->kind == tree::node_kind::expr;
  auto const at = is_documented ? std::size_t{1} : std::size_t{0};
  if (at >= body.size()) return nullptr;
  auto const *const first = tree::as<tree::raise>(body[at]);
  return first != nullptr ? first : tree::as<tree::raise>(body.back());
}

} // namespace

auto replacement_in(std::string_view said) -> std::string {
  for (auto const *mark : {"in favor of ", "replaced by ", "nstead use ", "nstead, use ", "se "}) {
    auto const at = said.find(mark);
    if (at == said.npos) continue;
    auto name = dotted_at(said.substr(at + std::string_view{mark}.size()));
    if (name.starts_with("np.")) name.replace(0, 2, "numpy");
    if (name.starts_with("torch.") || name.starts_with("numpy.")) return name;
  }
  return {};
}

auto deprecation_said(std::string_view documentation, std::string const &public_name)
    -> deprecation {
  auto const text = plain(documentation);
  for (auto const &start :
       {public_name + " is deprecated", std::string{"This function is deprecated"}})
    if (auto const at = text.find(start); at != text.npos) {
      auto const end = text.find("Args:", at);
      return {
          true, false,
          replacement_in(std::string_view{text}.substr(at, std::min(end - at, std::size_t{260})))};
    }
  return {};
}

auto deprecation_in(source_module const &in, tree::many<tree::expression> decorators)
    -> deprecation {
  for (auto const *it : decorators) {
    auto const *const call = tree::as<tree::call>(it);
    if (call == nullptr || call->args.empty()) continue;
    auto const name = in.unit.text(*call->func);
    if (name == "deprecated" || name == "typing_extensions.deprecated")
      return {true, false, replacement_in(plain(in.unit.text(*call->args[0])))};
  }
  return {};
}

auto deprecation_of(source_module const &in, tree::function const &of,
                    std::string const &public_name) -> deprecation {
  if (auto found = deprecation_in(in, of.decorator_list); found.is_deprecated) return found;
  auto const documentation = documentation_of(in, of.body);
  if (auto const *raised = outer_raise(of.body)) {
    auto const said = plain(in.unit.text(*raised));
    if (contains(said, "now removed") || contains(said, "been removed"))
      return {false, true, replacement_in(said)};
  }
  for (std::size_t i = 0; i < std::min(of.body.size(), head + 1); ++i) {
    auto const *const call = is_warning(in, *of.body[i]);
    if (call == nullptr) continue;
    auto const said = plain(in.unit.text(*call));
    // Who derives from a class does not make one; what is pending may never come.
    if (contains(said, "nstantiated") || contains(said, "PendingDeprecation")) continue;
    if (contains(said, "eprecat") || contains(said, "FutureWarning"))
      return {true, false, replacement_in(said)};
  }
  if (contains(documentation, public_name)) return deprecation_said(documentation, public_name);
  auto const last = public_name.substr(public_name.rfind('.') + 1);
  return contains(documentation, ".. deprecated::") ? deprecation_said(documentation, last)
                                                    : deprecation{};
}

} // namespace prodreview::api_facts
