// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/interpreter.hpp>
#include <prodreview/flow/operators/standard.hpp>
#include <prodreview/text/joined.hpp>
#include <prodreview/tree/resolve.hpp>

/// Objects of the standard library and of torch that are neither tensors nor modules.
namespace prodreview::flow {

PRODREVIEW_INLINE auto interpreter::value_of_standard(standard_result const &it) -> value_id {
  auto const detail =
      it.gives == kind::instance ? static_cast<std::uint32_t>(known_.named.named(it.of_class)) : 0;
  return known_.of_kind({it.gives, detail});
}

PRODREVIEW_INLINE auto interpreter::instance_of(std::string_view qualified) -> value_id {
  return known_.of_kind(
      {kind::instance, static_cast<std::uint32_t>(known_.named.named(qualified))});
}

/// A function or class of the standard library, or a class of torch.
PRODREVIEW_INLINE auto interpreter::call_standard(symbol const &callee, call_operands const &given)
    -> std::optional<value_id> {
  auto const name = callee.name;
  if (auto const *known = find_standard(name)) return value_of_standard(*known);
  if (is_standard_class(name)) return instance_of(name);
  auto const first = given.placed.empty() ? value_id::unbound : given.placed[0].value;
  if (first == value_id::unbound) return std::nullopt;
  if (name == "copy.copy" || name == "copy.deepcopy") return first;
  auto const string = known_.of_kind({kind::string, 0});
  auto const none = [this] { return known_.apply(operation::literal{none_constant{}}); };
  if (tree::is_one_of(name, {"re.match", "re.search", "re.fullmatch"}))
    return known_.join(instance_of("re.Match"), none());
  if (name == "os.getenv" || name == "os.environ.get")
    return known_.join(string, given.placed.size() > 1 ? given.placed[1].value : none());
  if (name == "builtins.open" || name == "io.open") return opened_file(given);
  return std::nullopt;
}

/// A file is read as text unless its mode says otherwise.
PRODREVIEW_INLINE auto interpreter::opened_file(call_operands const &given) -> value_id {
  auto const mode = given.view().at(1, "mode");
  auto const *const constant = known_.constant(mode.value);
  auto const *const text = constant == nullptr ? nullptr : std::get_if<std::string>(constant);
  if (mode && text == nullptr) return known_.unknown(cause::call);
  auto const is_binary = text != nullptr && text->find('b') != text->npos;
  return instance_of(is_binary ? "io.BufferedReader" : "io.TextIOWrapper");
}

/// A method of such an object; nothing where it is not known.
PRODREVIEW_INLINE auto interpreter::call_standard_method(std::string_view of_class,
                                                         std::string_view method)
    -> std::optional<value_id> {
  if (!is_standard_class(of_class)) return std::nullopt;
  auto const *const known = find_standard(joined({standing_for(of_class), ".", method}));
  return known == nullptr ? std::nullopt : std::optional{value_of_standard(*known)};
}

PRODREVIEW_INLINE auto interpreter::standard_attribute(std::string_view of_class,
                                                       std::string_view attribute)
    -> std::optional<value_id> {
  if (!is_standard_class(of_class)) return std::nullopt;
  auto const *const known = find_attribute_of(joined({standing_for(of_class), ".", attribute}));
  return known == nullptr ? std::nullopt : std::optional{value_of_standard(*known)};
}

/// Whether a value is an object of such a class.
PRODREVIEW_INLINE auto interpreter::is_standard(value_id it) const -> bool {
  auto const of = known_.kinds(it);
  return of.is_only(kind::instance) &&
         is_standard_class(known_.named[symbol_id{of.all[0].detail}].name);
}

/// `directory / "name"` is a path again.
PRODREVIEW_INLINE auto interpreter::is_path(value_id it) const -> bool {
  auto const of = known_.kinds(it);
  return of.is_only(kind::instance) &&
         known_.named[symbol_id{of.all[0].detail}].name == "pathlib.Path";
}

} // namespace prodreview::flow
