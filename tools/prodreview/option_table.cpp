// SPDX-License-Identifier: Apache-2.0
#include "option_table.hpp"

#include <prodreview/review/settings.hpp>

#include <array>

namespace prodreview {

namespace {

constexpr std::array<std::string_view, 3> profile_words{"default", "strict", "research"};
/// As people expect them in a list: mildest first.
constexpr std::array<std::string_view, 5> level_words{"off", "low", "medium", "high", "critical"};
constexpr std::array<std::string_view, 4> dtype_words{"float16", "bfloat16", "float32", "float64"};
constexpr std::array<std::string_view, 4> standard_words{"c++14", "c++17", "c++20", "c++23"};

constexpr std::int64_t largest_size = 1'000'000'000'000'000;

constexpr value_shape integer_of(std::int64_t least, std::int64_t most) {
  return {.type = value_type::integer, .least = least, .most = most};
}
constexpr value_shape word_of(std::span<std::string_view const> words) {
  return {.type = value_type::word, .words = words};
}
constexpr value_shape list_of(value_shape const &element) {
  return {.type = value_type::list, .element = &element};
}
constexpr value_shape some_of(value_shape const &element) {
  return {.type = value_type::list, .element = &element, .required_entries = true};
}
constexpr value_shape map_of(name_type names, value_shape const &element) {
  return {.type = value_type::map, .element = &element, .names = names};
}
constexpr value_shape record_of(std::span<option const> members) {
  return {.type = value_type::record, .members = members};
}

constexpr value_shape a_text{.type = value_type::text};
constexpr value_shape a_glob{.type = value_type::glob};
constexpr value_shape a_path{.type = value_type::path};
constexpr value_shape a_symbol{.type = value_type::symbol};
constexpr value_shape a_version_range{.type = value_type::versions};
constexpr value_shape a_profile{.type = value_type::profile, .words = profile_words};
constexpr value_shape a_level = word_of(level_words);
constexpr value_shape a_size = integer_of(1, largest_size);
constexpr value_shape some_symbols = some_of(a_symbol);

constexpr std::array override_table{
    option{.key = "paths",
           .shape = some_of(a_glob),
           .doc = "The paths that it is about.",
           .example = "[tests, \"**/conftest.py\"]",
           .required = true},
    option{.key = "rules",
           .shape = map_of(name_type::rule, a_level),
           .doc = "As `rules`, for these paths.",
           .example = "{unsafe-load: off}"},
    option{.key = "fail-on",
           .shape = word_of(threshold_names),
           .doc = "As `fail-on`, for findings in these paths.",
           .example = "never"},
    option{.key = "scale",
           .shape = map_of(name_type::symbol, a_size),
           .doc = "As `scale`, for these paths.",
           .example = "{T: 128}",
           .planned = true},
};

constexpr std::array reference_table{
    option{.key = "paths",
           .shape = some_of(a_glob),
           .doc = "The code that it explains.",
           .example = "[src/semicrf]",
           .required = true},
    option{.key = "document",
           .shape = a_path,
           .doc = "The document, relative to the root.",
           .example = "docs/conventions.md",
           .required = true},
    option{.key = "contracts",
           .shape = map_of(name_type::any, a_text),
           .doc = "As `contracts`, stated by this document.",
           .example = "{edge: \"batch K C C\"}"},
};

constexpr std::array cpp_table{
    option{.key = "standard",
           .shape = word_of(standard_words),
           .initial = "c++17",
           .doc = "The language standard.",
           .example = "c++20"},
    option{.key = "include",
           .shape = list_of(a_path),
           .initial = "[]",
           .doc = "Folders that `#include` looks in, relative to the root.",
           .example = "[csrc, third_party/cutlass/include]"},
    option{.key = "define",
           .shape = map_of(name_type::symbol, a_text),
           .initial = "{}",
           .doc = "Macros and their values.",
           .example = "{WITH_CUDA: \"1\"}"},
    option{.key = "compile-commands",
           .shape = a_path,
           .doc = "A compilation database, relative to the root.",
           .example = "build/compile_commands.json"},
};

constexpr value_shape an_override = record_of(override_table);
constexpr value_shape a_reference = record_of(reference_table);

constexpr std::array table{
    option{.key = "extends",
           .shape = a_profile,
           .initial = "default",
           .doc = "What this file builds on: the profile `default`, `strict` or `research`, or the "
                  "path of another configuration file in this repository, relative to its root.",
           .example = "strict"},
    option{.key = "rules",
           .shape = map_of(name_type::rule, a_level),
           .initial = "{}",
           .doc = "The severity of a rule, or `off`. Rules that are not named keep their own "
                  "severity; `prodreview rules` lists them.",
           .example = "{unsafe-load: high, broad-except-swallow: off}"},
    option{.key = "fail-on",
           .shape = word_of(threshold_names),
           .initial = "high",
           .doc = "The mildest severity that makes the exit status 1; `never` reports without "
                  "failing.",
           .example = "medium"},
    option{.key = "include",
           .shape = list_of(a_glob),
           .initial = "[]",
           .doc = "Patterns of the paths that are reviewed. An empty list means all of them.",
           .example = "[src, \"**/*.py\"]"},
    option{.key = "exclude",
           .shape = list_of(a_glob),
           .initial = "[]",
           .doc = "Patterns of the paths that are not reviewed. They win over `include`.",
           .example = "[\"*_pb2.py\", third_party/]"},
    option{.key = "overrides",
           .shape = list_of(an_override),
           .initial = "[]",
           .doc = "Other settings for some paths. Of several that match, the later one wins; those "
                  "of a file come after those of what it extends.",
           .example = "[{paths: [tests], fail-on: never}]",
           .appends = true},
    option{.key = "scale",
           .shape = map_of(name_type::symbol, a_size),
           .initial = "{}",
           .doc = "The largest sizes that the named dimensions will have in production.",
           .example = "{T: 400000, K: 32, C: 24}",
           .planned = true},
    option{.key = "aliases",
           .shape = map_of(name_type::symbol, some_symbols),
           .initial = "{}",
           .doc = "Other names that the code uses for a dimension.",
           .example = "{T: [seq_len, num_steps]}",
           .planned = true},
    option{.key = "budget",
           .shape = integer_of(0, 1'000'000'000),
           .initial = "0",
           .doc = "How many steps the analysis of one function may take before what it computes "
                  "counts as unknown. 0 is the built-in budget. Steps are counted, not timed, so "
                  "that reports do not depend on the machine.",
           .example = "200000",
           .planned = true},
    option{.key = "dtype",
           .shape = word_of(dtype_words),
           .initial = "float32",
           .doc = "The element type that floating-point tensors have where the code does not say.",
           .example = "bfloat16",
           .planned = true},
    option{.key = "python",
           .shape = a_version_range,
           .initial = "any",
           .doc = "The Python versions that the code must run on.",
           .example = "\">=3.10\"",
           .planned = true},
    option{.key = "torch",
           .shape = a_version_range,
           .initial = "any",
           .doc =
               "The PyTorch versions that the code must run on: what is removed or deprecated, and "
               "what does not exist yet, follows from them. `any`: what pyproject.toml, setup.cfg, "
               "setup.py or requirements.txt at the root require, the first that says a range; "
               "where none does, every version.",
           .example = "\">=2.1,<2.9\""},
    option{.key = "contracts",
           .shape = map_of(name_type::any, a_text),
           .initial = "{}",
           .doc = "Shapes that are promised for a value, by its name, the dimensions with blanks "
                  "between them.",
           .example = "{edge: \"batch K C C\"}",
           .planned = true},
    option{.key = "references",
           .shape = list_of(a_reference),
           .initial = "[]",
           .doc = "Documents of this repository that explain its conventions.",
           .example = "[{paths: [src], document: docs/conventions.md}]",
           .planned = true},
    option{.key = "cpp",
           .shape = record_of(cpp_table),
           .initial = "{}",
           .doc = "How C++ and CUDA sources are compiled.",
           .example = "{standard: c++20, include: [csrc]}",
           .planned = true},
};

} // namespace

auto options() -> std::span<option const> { return table; }
auto override_options() -> std::span<option const> { return override_table; }
auto reference_options() -> std::span<option const> { return reference_table; }
auto cpp_options() -> std::span<option const> { return cpp_table; }

auto find_option(std::span<option const> among, std::string_view key) -> option const * {
  for (auto const &each : among)
    if (each.key == key) return &each;
  return nullptr;
}

auto shape_name(value_shape const &shape) -> std::string_view {
  auto const is_map_to = [&](value_type type) {
    return shape.type == value_type::map && shape.element->type == type;
  };
  switch (shape.type) {
  case value_type::integer: return "an integer";
  case value_type::word: return "a word";
  case value_type::text: return "a text";
  case value_type::glob: return "a pattern";
  case value_type::path: return "a path";
  case value_type::profile: return "a profile or a path";
  case value_type::versions: return "a version range";
  case value_type::symbol: return "a name";
  case value_type::list:
    switch (shape.element->type) {
    case value_type::glob: return "a list of patterns";
    case value_type::path: return "a list of paths";
    case value_type::record: return "a list of mappings";
    default: return "a list of names";
    }
  case value_type::map:
    if (shape.names == name_type::rule) return "a mapping of rules to severities";
    if (is_map_to(value_type::integer)) return "a mapping of names to integers";
    if (is_map_to(value_type::list)) return "a mapping of names to lists of names";
    return "a mapping of names to texts";
  case value_type::record: return "a mapping";
  }
  return "a value";
}

} // namespace prodreview
