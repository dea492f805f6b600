// SPDX-License-Identifier: Apache-2.0
#include "configuration_settings.hpp"

#include "configuration_integers.hpp"

#include <array>

namespace prodreview {

namespace {

[[nodiscard]] auto text_of(yaml_node const &node) -> std::string { return node.text; }

[[nodiscard]] auto size_of(yaml_node const &node) -> std::int64_t {
  return read_integer(node.text).value_or(0);
}

/// The enumerator whose name the text is; the names stand in the enumeration's order.
template <class Enum, std::size_t N>
[[nodiscard]] auto enumerator(std::array<std::string_view, N> const &names, yaml_node const &node)
    -> Enum {
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == node.text) return static_cast<Enum>(i);
  return Enum{};
}

[[nodiscard]] auto level_in(yaml_node const &node) -> level {
  return enumerator<level>(level_names, node);
}

[[nodiscard]] auto threshold_in(yaml_node const &node) -> threshold {
  return enumerator<threshold>(threshold_names, node);
}

[[nodiscard]] auto texts_of(yaml_node const &node) -> std::vector<std::string> {
  std::vector<std::string> texts;
  for (auto const &item : node.items) texts.push_back(item.text);
  return texts;
}

template <class Value>
[[nodiscard]] auto map_of(yaml_node const &node, Value (*read)(yaml_node const &))
    -> by_name<Value> {
  by_name<Value> map;
  for (auto const &[key, where, value] : node.members) map.insert_or_assign(key, read(value));
  return map;
}

/// How the value of one key reaches its owner.
template <class Owner> struct binding {
  std::string_view key;
  void (*store)(Owner &into, yaml_node const &node);
};

template <class Owner, std::size_t N>
[[nodiscard]] auto filled(yaml_node const &node, std::array<binding<Owner>, N> const &bindings)
    -> Owner {
  Owner owner;
  for (auto const &[key, store] : bindings)
    if (auto const *value = node.find(key); value != nullptr && value->kind != yaml_kind::null)
      store(owner, *value);
  return owner;
}

template <class Entry, std::size_t N>
[[nodiscard]] auto entries(yaml_node const &node, std::array<binding<Entry>, N> const &bindings)
    -> std::vector<Entry> {
  std::vector<Entry> all;
  for (auto const &item : node.items) all.push_back(filled(item, bindings));
  return all;
}

using node = yaml_node;

constexpr std::array<binding<path_override>, 4> override_bindings{{
    {"paths", [](path_override &in, node const &it) { in.paths = texts_of(it); }},
    {"rules", [](path_override &in, node const &it) { in.rules = map_of(it, level_in); }},
    {"fail-on", [](path_override &in, node const &it) { in.fail_on = threshold_in(it); }},
    {"scale", [](path_override &in, node const &it) { in.scale = map_of(it, size_of); }},
}};

constexpr std::array<binding<reference_document>, 3> reference_bindings{{
    {"paths", [](reference_document &in, node const &it) { in.paths = texts_of(it); }},
    {"document", [](reference_document &in, node const &it) { in.document = it.text; }},
    {"contracts",
     [](reference_document &in, node const &it) { in.contracts = map_of(it, text_of); }},
}};

constexpr std::array<binding<cpp_settings>, 4> cpp_bindings{{
    {"standard", [](cpp_settings &in, node const &it) { in.standard = it.text; }},
    {"include", [](cpp_settings &in, node const &it) { in.include = texts_of(it); }},
    {"define", [](cpp_settings &in, node const &it) { in.define = map_of(it, text_of); }},
    {"compile-commands", [](cpp_settings &in, node const &it) { in.compile_commands = it.text; }},
}};

/// `extends` is not among them: which profile it leads to is known where files are read.
constexpr std::array<binding<settings>, 14> bindings{{
    {"rules", [](settings &in, node const &it) { in.rules = map_of(it, level_in); }},
    {"fail-on", [](settings &in, node const &it) { in.fail_on = threshold_in(it); }},
    {"include", [](settings &in, node const &it) { in.include = texts_of(it); }},
    {"exclude", [](settings &in, node const &it) { in.exclude = texts_of(it); }},
    {"overrides",
     [](settings &in, node const &it) { in.overrides = entries(it, override_bindings); }},
    {"scale", [](settings &in, node const &it) { in.scale = map_of(it, size_of); }},
    {"aliases", [](settings &in, node const &it) { in.aliases = map_of(it, texts_of); }},
    {"budget", [](settings &in, node const &it) { in.budget = size_of(it); }},
    {"dtype", [](settings &in, node const &it) { in.dtype = it.text; }},
    {"python", [](settings &in, node const &it) { in.python = it.text; }},
    {"torch", [](settings &in, node const &it) { in.torch = it.text; }},
    {"contracts", [](settings &in, node const &it) { in.contracts = map_of(it, text_of); }},
    {"references",
     [](settings &in, node const &it) { in.references = entries(it, reference_bindings); }},
    {"cpp", [](settings &in, node const &it) { in.cpp = filled(it, cpp_bindings); }},
}};

} // namespace

auto settings_of(yaml_node const &root) -> settings { return filled(root, bindings); }

} // namespace prodreview
