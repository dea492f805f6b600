// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/domains.hpp>
#include <prodreview/flow/hash_index.hpp>
#include <prodreview/flow/operation.hpp>
#include <prodreview/flow/symbol.hpp>
#include <prodreview/flow/value.hpp>

#include <string>
#include <vector>

namespace prodreview::flow {

/// Everything that one analysis has interned: values, symbols, and what the domains' components
/// stand for.
class memory {
public:
  memory() { (void)intern(components{}); }

  symbols named;

  [[nodiscard]] auto intern(components const &it) -> value_id;
  [[nodiscard]] auto operator[](value_id id) const -> components const & {
    return values_[id == value_id::unbound ? 0 : static_cast<std::uint32_t>(id)];
  }
  template <class D> [[nodiscard]] auto get(value_id id) const -> typename D::component {
    return (*this)[id].template get<D>();
  }
  template <class D> [[nodiscard]] auto with(value_id id, typename D::component it) -> value_id {
    auto changed = (*this)[id];
    changed.template set<D>(it);
    return intern(changed);
  }
  template <class D> [[nodiscard]] auto store() -> typename D::store & {
    return std::get<all_domains::index_of<D>()>(stores_);
  }
  template <class D> [[nodiscard]] auto store() const -> typename D::store const & {
    return std::get<all_domains::index_of<D>()>(stores_);
  }

  /// What holds whichever of the two a value is. What is unbound on one side is what the other
  /// says.
  [[nodiscard]] auto join(value_id a, value_id b) -> value_id;
  /// As `join`, and certain to settle when repeated.
  [[nodiscard]] auto widen(value_id a, value_id b) -> value_id;

  /// What an operation gives, component by component.
  template <class Operation> [[nodiscard]] auto apply(Operation const &it) -> value_id {
    components result;
    all_domains::for_each([&]<class D>() {
      if constexpr (requires { D::transfer(*this, it, result); })
        result.template set<D>(D::transfer(*this, it, result));
    });
    return intern(result);
  }

  /// Everything that is known of a value, in words: `tensor of probabilities, on cuda`.
  [[nodiscard]] auto describe(value_id of) const -> std::string;

  // What is asked most often.
  [[nodiscard]] auto kinds(value_id of) const -> sorts {
    return store<kind_domain>().alternatives(get<kind_domain>(of));
  }
  [[nodiscard]] auto is(value_id it, kind wanted) const -> bool {
    return kind_store::is_only(get<kind_domain>(it), wanted);
  }
  [[nodiscard]] auto constant(value_id of) const -> constant_value const * {
    return store<constant_domain>()[get<constant_domain>(of)];
  }
  [[nodiscard]] auto of_kind(sort it) -> value_id {
    return apply(operation::of_kind{kind_store::only(it)});
  }
  [[nodiscard]] auto of_kind(kind_id it) -> value_id { return apply(operation::of_kind{it}); }
  /// What every element of a tuple is, whichever it is; unbound where nothing is known.
  [[nodiscard]] auto any_element(sort tuple) -> value_id;
  [[nodiscard]] auto unknown(cause why) -> value_id {
    return of_kind({kind::unknown, static_cast<std::uint32_t>(why)});
  }

private:
  std::vector<components> values_;
  hash_index index_;
  all_domains::stores stores_;
};

} // namespace prodreview::flow

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/domains.impl.hpp>
#include <prodreview/flow/memory.impl.hpp>
#endif
