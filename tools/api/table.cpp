// SPDX-License-Identifier: Apache-2.0
#include "table.hpp"

#include <prodreview/flow/api/packed.hpp>

#include <stdexcept>

namespace prodreview::api_facts {

namespace {

[[nodiscard]] auto in_quotes(std::string const &line) -> std::string {
  std::string made = "\"";
  for (auto const c : line) {
    if (c == '"' || c == '\\' || c == '?') made += '\\';
    made += c;
  }
  return made + "\",\n";
}

/// A table of lines: as many whole items in each as it holds.
void append_lines(std::string &to, std::string const &name, std::vector<std::string> const &items) {
  to += "inline constexpr char " + name + "[][line_width + 1] = {\n";
  std::string line;
  for (auto const &it : items) {
    if (line.size() + it.size() > api::line_width) {
      to += in_quotes(line);
      line.clear();
    }
    line += it;
  }
  to += in_quotes(line) + "};\n\n";
}

void append_array(std::string &to, std::string const &type, std::string const &name,
                  std::vector<std::string> const &items) {
  to += "inline constexpr " + type + " " + name + "[] = {\n";
  for (auto const &it : items) to += it + ",\n";
  to += "};\n\n";
}

/// Where each name stands in the lines of names: those that do not fit into a line begin the next.
[[nodiscard]] auto places_of(std::vector<std::string> const &names) -> std::vector<std::string> {
  std::vector<std::string> places;
  std::size_t line = 0;
  std::size_t column = 0;
  for (auto const &it : names) {
    if (it.size() > api::line_width) throw std::length_error("longer than a line: " + it);
    if (column + it.size() > api::line_width) {
      ++line;
      column = 0;
    }
    places.push_back(
        written(api::table_slice{static_cast<std::uint32_t>(line * api::line_width + column),
                                 static_cast<std::uint32_t>(it.size())}));
    column += it.size();
  }
  return places;
}

template <class Items> [[nodiscard]] auto count_of(Items const &items) -> std::uint32_t {
  return static_cast<std::uint32_t>(items.size());
}

} // namespace

auto table::pool::number_of(std::vector<std::string> const &list) -> std::uint32_t {
  auto const [at, is_new] = numbers.try_emplace(list, count_of(lists));
  if (is_new) {
    lists.push_back(written(slice{count_of(items), count_of(list)}));
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
      releases_.push_back("{" + release.substr(0, dot) + ", " + release.substr(dot + 1) + "}");
    }
    auto const made = entry_of(it.name, it.whole);
    packages_.push_back("{" + std::to_string(names_.at(it.name)) + ", " +
                        std::to_string(entries_.size()) + ", {" + std::to_string(begin) + ", " +
                        std::to_string(it.releases.size()) + "}}");
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
  std::uint32_t number = 0;
  for (auto &[text, id] : names_) id = number++;
}

auto table::entry_of(std::string const &called, history const &of) -> std::string {
  auto const children = children_of(of);
  api::entry made;
  made.children = children.begin;
  made.child_count = children.count;
  made.name = names_.at(called);
  made.signatures = signatures_of(of);
  made.bases = bases_of(of);
  made.replacement = names_.at(of.replacement);
  made.kind = of.kind;
  made.is_closed = of.is_closed;
  made.is_native = of.is_native;
  made.first = of.first;
  made.last = of.last;
  made.deprecated = of.deprecated;
  made.gap_first = of.gap_first;
  made.gap_last = of.gap_last;
  note_gap(made);
  return written(made);
}

void table::note_gap(api::entry const &of) {
  if (of.gap_first == api::no_release) return;
  auto const row = "{" + std::to_string(of.name) + ", " + std::to_string(of.gap_first) + ", " +
                   std::to_string(of.gap_last) + "}";
  if (gaps_.emplace(of.name, row).first->second != row)
    throw std::length_error("two names of one spelling have different gaps");
}

auto table::children_of(history const &of) -> slice {
  std::vector<std::string> rows;
  for (auto const &[called, member] : of.members) rows.push_back(entry_of(called, member));
  if (rows.empty()) return {};
  auto const [at, is_new] = child_lists_.try_emplace(rows, count_of(entries_));
  if (is_new) entries_.insert(entries_.end(), rows.begin(), rows.end());
  return {at->second, count_of(rows)};
}

auto table::signatures_of(history const &of) -> std::uint32_t {
  std::vector<std::string> rows;
  if (!of.has_unknown_signature)
    for (auto const &it : of.signatures)
      rows.push_back(written(api::signature_use{signature_number(it.signature), it.first, it.last,
                                                it.signature.returns}));
  return uses_.number_of(rows);
}

auto table::signature_number(signature_facts const &of) -> std::uint32_t {
  std::vector<std::string> rows;
  for (auto const &it : of.parameters)
    rows.push_back(written(api::table_number{parameter_number(it)}));
  return signatures_.number_of(rows);
}

auto table::parameter_number(parameter_facts const &of) -> std::uint32_t {
  auto const made = written(
      api::table_parameter{names_.at(of.name), names_.at(of.value), of.kind, of.has_default});
  auto const [at, is_new] = parameter_numbers_.try_emplace(made, count_of(parameters_));
  if (is_new) parameters_.push_back(made);
  return at->second;
}

auto table::bases_of(history const &of) -> std::uint32_t {
  std::vector<std::string> rows;
  for (auto const &it : of.bases) rows.push_back(written(api::table_number{names_.at(it)}));
  return bases_.number_of(rows);
}

auto table::text() const -> std::string {
  std::string made = "// SPDX-License-Identifier: Apache-2.0\n// clang-format off\n"
                     "// Written by tools/api from the published packages of" +
                     head_ +
                     "\n#pragma once\n\n"
                     "#include <prodreview/flow/api/entry.hpp>\n"
                     "#include <prodreview/flow/api/packed.hpp>\n\n"
                     "namespace prodreview::flow::api::table {\n\n";
  std::vector<std::string> names;
  for (auto const &[text, number] : names_) names.push_back(text);
  append_array(made, "package_row", "packages", packages_);
  append_array(made, "release", "releases", releases_);
  std::vector<std::string> gaps;
  for (auto const &[name, row] : gaps_) gaps.push_back(row);
  append_array(made, "gap_row", "gaps", gaps);
  append_lines(made, "names", names);
  append_lines(made, "name_places", places_of(names));
  append_lines(made, "entries", entries_);
  append_lines(made, "parameters", parameters_);
  append_lines(made, "signature_items", signatures_.items);
  append_lines(made, "signature_lists", signatures_.lists);
  append_lines(made, "use_items", uses_.items);
  append_lines(made, "use_lists", uses_.lists);
  append_lines(made, "base_items", bases_.items);
  append_lines(made, "base_lists", bases_.lists);
  return made + "} // namespace prodreview::flow::api::table\n";
}

} // namespace prodreview::api_facts
