// SPDX-License-Identifier: Apache-2.0
#include "table.hpp"

#include <algorithm>
#include <stdexcept>
#include <tuple>

namespace prodreview::api_facts {

namespace {

constexpr std::size_t line_width = 100;

/// Enumerators are spelt by the short names that the table declares.
[[nodiscard]] auto spelt(api::entry_kind kind) -> std::string {
  return "k" + std::to_string(static_cast<int>(kind));
}
[[nodiscard]] auto spelt(api::return_kind kind) -> std::string {
  return "r" + std::to_string(static_cast<int>(kind));
}
[[nodiscard]] auto spelt(std::size_t number) -> std::string { return std::to_string(number); }

template <class... Numbers> [[nodiscard]] auto row(Numbers... numbers) -> std::string {
  std::string made = "{";
  ((made += spelt(numbers), made += ','), ...);
  made.back() = '}';
  return made;
}

/// Lists wrap at the width of a line.
void append_array(std::string &to, std::string const &type, std::string const &name,
                  std::vector<std::string> const &items) {
  to += "inline constexpr " + type + " " + name + "[] = {\n";
  std::size_t at = 0;
  for (auto const &it : items) {
    if (at + it.size() + 1 > line_width) {
      to += '\n';
      at = 0;
    }
    to += it + ',';
    at += it.size() + 1;
  }
  to += "\n};\n\n";
}

void append_text(std::string &to, std::map<std::string, std::size_t> const &names) {
  to += "inline constexpr char name_text[] =\n\"";
  std::size_t at = 0;
  for (auto const &[name, number] : names) {
    if (at > line_width) {
      to += "\"\n\"";
      at = 0;
    }
    for (auto const c : name) {
      if (c == '"' || c == '\\') to += '\\';
      to += c;
    }
    at += name.size();
  }
  to += "\";\n\n";
}

void append_enumerators(std::string &to) {
  for (auto const &[type, letter, count] :
       {std::tuple{"entry_kind", "k", 9}, std::tuple{"return_kind", "r", 14}})
    for (int i = 0; i < count; ++i)
      to += std::string{"inline constexpr "} + type + " " + letter + std::to_string(i) + "{" +
            std::to_string(i) + "};\n";
  to += '\n';
}

/// Lists one after the other, and where each begins.
void append_lists(std::string &to, std::string const &type, std::string const &name,
                  std::vector<std::string> const &items,
                  std::vector<std::pair<std::size_t, std::size_t>> const &lists) {
  append_array(to, type, name + "_items", items);
  std::vector<std::string> slices;
  for (auto const &[begin, count] : lists) slices.push_back(row(begin, count));
  append_array(to, "table_slice", name + "_lists", slices);
}

} // namespace

auto table::pool::number_of(std::vector<std::string> const &list) -> std::size_t {
  auto const [at, is_new] = numbers.try_emplace(list, lists.size());
  if (is_new) {
    lists.emplace_back(items.size(), list.size());
    items.insert(items.end(), list.begin(), list.end());
  }
  return at->second;
}

table::table(std::vector<package_history> const &of) {
  names_.emplace("", 0);
  for (auto const &it : of) collect_names(it.name, it.whole);
  number_names();
  for (auto const &it : of) {
    auto const begin = releases_.size();
    for (auto const &release : it.releases) {
      auto const dot = release.find('.');
      releases_.push_back("{" + release.substr(0, dot) + "," + release.substr(dot + 1) + "}");
    }
    auto const made = entry_of(it.name, it.whole);
    packages_.push_back("{" + name(it.name) + "," + std::to_string(entries_.size()) + "," +
                        row(begin, it.releases.size()) + "}");
    entries_.push_back(made);
    head_ += " " + it.name + " " + it.releases.front() + " to " + it.releases.back() + ",";
  }
  head_.back() = '.';
}

void table::collect_names(std::string const &name, history const &of) {
  names_.emplace(name, 0);
  names_.emplace(of.replacement, 0);
  for (auto const &it : of.bases) names_.emplace(it, 0);
  for (auto const &it : of.signatures)
    for (auto const &parameter : it.signature.parameters) {
      names_.emplace(parameter.name, 0);
      names_.emplace(parameter.value, 0);
    }
  for (auto const &[each, member] : of.members) collect_names(each, member);
}

void table::number_names() {
  std::size_t number = 0;
  for (auto &[text, id] : names_) id = number++;
  if (number > 65535) throw std::length_error("more names than a row can number");
}

auto table::name(std::string const &of) const -> std::string {
  return std::to_string(names_.at(of));
}

auto table::entry_of(std::string const &called, history const &of) -> std::string {
  auto const [begin, count] = children_of(of);
  return row(begin, count, names_.at(called), signatures_of(of), bases_of(of),
             names_.at(of.replacement), of.kind, std::size_t{of.is_closed}, std::size_t{of.first},
             std::size_t{of.last}, std::size_t{of.deprecated}, std::size_t{of.is_native});
}

auto table::children_of(history const &of) -> slice {
  std::vector<std::string> rows;
  for (auto const &[called, member] : of.members) rows.push_back(entry_of(called, member));
  if (rows.empty()) return {0, 0};
  auto const [at, is_new] = child_lists_.try_emplace(rows, entries_.size());
  if (is_new) entries_.insert(entries_.end(), rows.begin(), rows.end());
  return {at->second, rows.size()};
}

auto table::signatures_of(history const &of) -> std::size_t {
  std::vector<std::string> rows;
  if (!of.has_unknown_signature)
    for (auto const &it : of.signatures)
      rows.push_back(row(signature_number(it.signature), std::size_t{it.first},
                         std::size_t{it.last}, it.signature.returns));
  return uses_.number_of(rows);
}

auto table::signature_number(signature_facts const &of) -> std::size_t {
  std::vector<std::string> numbers;
  for (auto const &it : of.parameters) numbers.push_back(std::to_string(parameter_number(it)));
  return signatures_.number_of(numbers);
}

auto table::parameter_number(parameter_facts const &of) -> std::size_t {
  auto const made = row(names_.at(of.name), names_.at(of.value), std::size_t{of.kind},
                        std::size_t{of.has_default});
  auto const [at, is_new] = parameter_numbers_.try_emplace(made, parameters_.size());
  if (is_new) parameters_.push_back(made);
  return at->second;
}

auto table::bases_of(history const &of) -> std::size_t {
  std::vector<std::string> numbers;
  for (auto const &it : of.bases) numbers.push_back(name(it));
  return bases_.number_of(numbers);
}

auto table::text() const -> std::string {
  std::string made = "// SPDX-License-Identifier: Apache-2.0\n// clang-format off\n"
                     "// Written by tools/api from the published packages of" +
                     head_ +
                     "\n#pragma once\n\n"
                     "#include <prodreview/flow/api/entry.hpp>\n\n"
                     "namespace prodreview::flow::api::table {\n\n";
  append_enumerators(made);
  append_text(made, names_);
  std::vector<std::string> offsets;
  std::size_t at = 0;
  for (auto const &[text, number] : names_) {
    offsets.push_back(std::to_string(at));
    at += text.size();
  }
  offsets.push_back(std::to_string(at));
  append_array(made, "std::uint32_t", "name_begins", offsets);
  append_array(made, "package_row", "packages", packages_);
  append_array(made, "release", "releases", releases_);
  append_array(made, "entry", "entries", entries_);
  append_array(made, "table_parameter", "parameters", parameters_);
  append_lists(made, "std::uint16_t", "signature", signatures_.items, signatures_.lists);
  append_lists(made, "signature_use", "use", uses_.items, uses_.lists);
  append_lists(made, "std::uint16_t", "base", bases_.items, bases_.lists);
  return made + "} // namespace prodreview::flow::api::table\n";
}

} // namespace prodreview::api_facts
