// SPDX-License-Identifier: Apache-2.0
#include "report_json.hpp"

#include "escape.hpp"
#include "version.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace prodreview {
namespace {

using json = nlohmann::ordered_json;

template <class Value>
[[nodiscard]] auto list_of(std::vector<Value> const &all, json (*value_of)(Value const &)) -> json {
  auto list = json::array();
  for (auto const &one : all) list.push_back(value_of(one));
  return list;
}

[[nodiscard]] auto to_value(position at) -> json {
  return {{"line", at.line}, {"column", at.column}};
}

/// `path` and `range`; in a notebook with the `cell` between them that the lines count in.
[[nodiscard]] auto place_of(location const &where) -> json {
  json place{{"path", where.path}};
  if (where.cell != 0) place["cell"] = where.cell;
  place["range"] = {{"start", to_value(where.range.start)}, {"end", to_value(where.range.end)}};
  return place;
}

/// The members of all, in this order.
[[nodiscard]] auto joined(std::initializer_list<json> all) -> json {
  auto whole = json::object();
  for (auto const &one : all) whole.update(one);
  return whole;
}

[[nodiscard]] auto to_value(edit const &of) -> json {
  return joined({place_of(of.where), {{"replacement", of.replacement}, {"safe", of.safe}}});
}

[[nodiscard]] auto to_value(evidence const &of) -> json {
  return joined({place_of(of.where), {{"text", of.text}}});
}

[[nodiscard]] auto to_value(remedy const &of) -> json {
  return {{"text", of.text},
          {"before", of.before},
          {"after", of.after},
          {"edits", list_of(of.edits, to_value)}};
}

[[nodiscard]] auto to_value(std::optional<location> const &cause) -> json {
  if (!cause) return nullptr;
  return place_of(*cause);
}

[[nodiscard]] auto to_value(std::optional<metric> const &of) -> json {
  if (!of) return nullptr;
  return {{"old", of->before}, {"new", of->after}};
}

[[nodiscard]] auto to_value(finding const &of) -> json {
  return joined({{{"rule", of.rule},
                  {"severity", to_string(of.severity)},
                  {"tier", to_string(of.tier)},
                  {"topic", to_string(of.topic)},
                  {"area", to_string(of.area)},
                  {"item", of.item},
                  {"state", to_string(of.state)}},
                 place_of(of.where),
                 {{"symbol", of.symbol},
                  {"title", of.title},
                  {"problem", of.problem},
                  {"impact", of.impact},
                  {"fix", to_value(of.fix)},
                  {"evidence", list_of(of.evidence, to_value)},
                  {"cause", to_value(of.cause)},
                  {"metric", to_value(of.metric)},
                  {"also", of.also},
                  {"fingerprint", of.fingerprint}}});
}

[[nodiscard]] auto to_value(skipped_file const &of) -> json {
  return {{"path", of.path}, {"reason", of.reason}, {"by_design", of.by_design}};
}

[[nodiscard]] auto to_value(positive const &of) -> json {
  return joined({{{"title", of.title}}, place_of(of.where)});
}

[[nodiscard]] auto to_value(checklist_entry const &of) -> json {
  return {{"item", of.item},
          {"text", of.text},
          {"status", name_of(checklist_status_names, of.status)},
          {"holds", of.holds},
          {"violated", of.violated},
          {"unknown", of.unknown},
          {"question", of.question}};
}

[[nodiscard]] auto to_value(review_scope const &of) -> json {
  return {{"base", of.base},   {"head", of.head},   {"mode", of.mode},
          {"files", of.files}, {"hunks", of.hunks}, {"lines", of.lines}};
}

[[nodiscard]] auto to_value(review_summary const &of) -> json {
  return {{"critical", of.critical},     {"high", of.high},
          {"medium", of.medium},         {"low", of.low},
          {"introduced", of.introduced}, {"worsened", of.worsened},
          {"touched", of.touched},       {"existing", of.existing},
          {"fixed", of.fixed},           {"suppressed", of.suppressed}};
}

[[nodiscard]] auto suppressed_of(std::vector<finding> const &all) -> json {
  auto list = json::array();
  for (auto const &one : all) {
    auto value = to_value(one);
    value["reason"] = one.suppression_reason;
    list.push_back(std::move(value));
  }
  return list;
}

[[nodiscard]] auto document_of(review const &of) -> json {
  return {{"schema", "prodreview/1"},
          {"tool", {{"name", "prodreview"}, {"version", version_number()}}},
          {"scope", to_value(of.scope)},
          {"findings", list_of(of.findings, to_value)},
          {"fixed", list_of(of.fixed, to_value)},
          {"suppressed", suppressed_of(of.suppressed)},
          {"skipped", list_of(of.skipped, to_value)},
          {"positives", list_of(of.positives, to_value)},
          {"checklist", list_of(of.checklist, to_value)},
          {"summary", to_value(of.summary)}};
}

} // namespace

auto to_json(review const &of) -> std::string {
  auto const text = document_of(of).dump(2, ' ', false, json::error_handler_t::replace);
  return escape::json(text) + "\n";
}

} // namespace prodreview
