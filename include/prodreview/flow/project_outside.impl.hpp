// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/project_outside.hpp>
#include <prodreview/flow/symbol.hpp>
#include <prodreview/text/joined.hpp>

namespace prodreview::flow {

PRODREVIEW_INLINE auto project_outside::is_own(std::uint32_t file) const -> bool {
  return in_.path(file) == from_.path();
}

PRODREVIEW_INLINE auto project_outside::result_of(target const &function) -> portable_kind const * {
  if (function.what != target_kind::function || function.function == nullptr) return nullptr;
  if (is_own(function.file)) return nullptr;
  auto const &it = *function.function;
  if (it.form != call_form::plain && it.form != call_form::static_) return nullptr;
  auto const name = function.owner == nullptr ? std::string{it.name}
                                              : joined({function.owner->name, ".", it.name});
  return module_values::find(in_.values_of(function.file).results, name);
}

PRODREVIEW_INLINE auto project_outside::result_of(std::string_view qualified)
    -> portable_kind const * {
  auto const &found = from_.resolve(qualified);
  if (found.what == target_kind::class_ && found.owner != nullptr) {
    auto name = joined({in_.path(found.file), ":", found.owner->name});
    made_.push_back({{kind::instance, 0, std::move(name), {}}});
    return &made_.back();
  }
  return result_of(found);
}

PRODREVIEW_INLINE auto project_outside::class_named(std::string_view qualified) -> std::string {
  auto const &found = from_.resolve(qualified);
  if (found.what != target_kind::class_ || found.owner == nullptr) return {};
  return joined({in_.path(found.file), ":", found.owner->name});
}

PRODREVIEW_INLINE auto project_outside::find_class(std::string_view of_class) -> class_place {
  auto const is_of_own_file = of_class.substr(0, of_class.rfind(':')) == from_.path();
  return is_of_own_file ? class_place{} : in_.class_at(of_class);
}

PRODREVIEW_INLINE auto project_outside::method_result(std::string_view of_class,
                                                      std::string_view method)
    -> portable_kind const * {
  auto const place = find_class(of_class);
  return place.it == nullptr ? nullptr : result_of(in_.member(place, method));
}

PRODREVIEW_INLINE auto project_outside::attribute_of(std::string_view of_class,
                                                     std::string_view attribute)
    -> portable_kind const * {
  auto const place = find_class(of_class);
  if (place.it == nullptr) return nullptr;
  for (auto const &it : in_.line_of(place).classes) {
    auto const name = joined({it.it->name, ".", attribute});
    if (auto const *found = module_values::find(in_.values_of(it.file).attributes, name))
      return found;
  }
  return nullptr;
}

PRODREVIEW_INLINE auto project_outside::is_module(std::string_view of_class) -> bool {
  auto const place = find_class(of_class);
  if (place.it == nullptr) return false;
  for (auto const &it : in_.line_of(place).outside)
    if (is_torch_layer(it)) return true;
  return false;
}

} // namespace prodreview::flow
