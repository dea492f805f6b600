// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "configuration_problem.hpp"
#include "yaml_node.hpp"
#include "yaml_reader.hpp"
#include "yaml_syntax.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace prodreview {

/// Thrown through yaml-cpp when going on would cost too much; it never leaves `read_yaml`.
struct stop_reading {};

/// A mapping or sequence whose end is not reached yet.
struct open_node {
  yaml_node node;
  /// A key whose value comes next.
  std::optional<yaml_node> key;
  /// The keys so far, with the offset of each.
  std::map<std::string, std::uint32_t, std::less<>> keys;
};

/// Builds our tree from yaml-cpp's events and refuses what a configuration has no use for.
class tree_builder final : public YAML::EventHandler {
public:
  tree_builder(std::string_view text, std::uint32_t source, yaml_document &into)
      : text_{text}, source_{source}, document_{into} {}

  void OnDocumentStart(YAML::Mark const &mark) override {
    if (++documents_ == 1) return;
    report(at(mark, 3), "A second document begins here.", "keep one document in the file.");
    throw stop_reading{};
  }
  void OnDocumentEnd() override {}

  void OnNull(YAML::Mark const &mark, YAML::anchor_t) override {
    auto node = begin(mark, yaml_kind::null);
    if (auto const *key = pending_key(); key != nullptr && node.kind == yaml_kind::null)
      node.where = key->where;
    add(std::move(node));
  }
  void OnAlias(YAML::Mark const &mark, YAML::anchor_t) override {
    add(begin(mark, yaml_kind::null));
  }
  void OnScalar(YAML::Mark const &mark, std::string const &, YAML::anchor_t,
                std::string const &value) override {
    auto node = begin(mark, yaml_kind::scalar);
    if (node.kind == yaml_kind::scalar) read_scalar(node, value);
    add(std::move(node));
  }
  void OnSequenceStart(YAML::Mark const &mark, std::string const &, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    open(begin(mark, yaml_kind::sequence));
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(YAML::Mark const &mark, std::string const &, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {
    open(begin(mark, yaml_kind::mapping));
  }
  void OnMapEnd() override { close(); }

  /// The innermost bracket that is still open; `npos` when none is.
  [[nodiscard]] auto open_bracket() const -> std::size_t {
    for (auto i = open_.size(); i-- > 0;)
      if (auto const at = open_[i].node.where.range.begin;
          at < text_.size() && (text_[at] == '[' || text_[at] == '{'))
        return at;
    return text_.npos;
  }

  /// Just past the last value that was read.
  [[nodiscard]] auto read_up_to() const -> std::size_t { return read_up_to_; }

private:
  [[nodiscard]] auto at(YAML::Mark const &mark, std::size_t size) const -> written_at {
    auto const begin = std::min(static_cast<std::size_t>(std::max(mark.pos, 0)), text_.size());
    auto const end = std::min(begin + size, text_.size());
    return {source_, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}};
  }

  void report(written_at where, std::string sentence, std::string help) {
    auto const &known = document_.problems;
    // A missing value stands where the next token does, so one anchor may be met twice.
    if (!known.empty() && known.back().where.range == where.range) return;
    document_.problems.push_back({where, std::move(sentence), std::move(help)});
  }

  /// A node of the wanted kind, or a broken one when an anchor, alias or tag is in front of it.
  [[nodiscard]] auto begin(YAML::Mark const &mark, yaml_kind kind) -> yaml_node {
    yaml_node node;
    node.kind = kind;
    node.where = at(mark, 1);
    if (++nodes_ > most_yaml_nodes) {
      report(node.where, "The file has more than 10,000 values.",
             "a configuration is a page or two; is this the right file?");
      throw stop_reading{};
    }
    if (is_property(node.where)) node.kind = yaml_kind::broken;
    return node;
  }

  [[nodiscard]] auto is_property(written_at where) -> bool {
    auto const first = where.range.begin < text_.size() ? text_[where.range.begin] : ' ';
    if (first == '!') report(where, "Tags are not supported.", "remove it, or quote the text.");
    if (first == '&') report(where, "Anchors are not supported.", "write the value out.");
    if (first == '*')
      report(where, "Aliases are not supported.",
             "write the value out, and put a pattern such as `*.py` in quotes.");
    return first == '!' || first == '&' || first == '*';
  }

  void read_scalar(yaml_node &node, std::string const &value) {
    find_end(node, value);
    read_up_to_ = node.where.range.end;
  }

  void find_end(yaml_node &node, std::string const &value) {
    auto &range = node.where.range;
    auto const first = range.begin < text_.size() ? text_[range.begin] : ' ';
    node.text = value;
    node.plain = first != '"' && first != '\'' && first != '|' && first != '>';
    if (node.plain) {
      if (text_.substr(range.begin).starts_with(value))
        range.end = range.begin + static_cast<std::uint32_t>(value.size());
      return;
    }
    if (first == '|' || first == '>') return;
    auto const end = end_of_quotes(text_, range.begin);
    if (end == text_.npos) {
      report(node.where, "A quoted text is never closed.", "add the closing quote.");
      throw stop_reading{};
    }
    range.end = static_cast<std::uint32_t>(end);
  }

  [[nodiscard]] auto pending_key() const -> yaml_node const * {
    return !open_.empty() && open_.back().key ? &*open_.back().key : nullptr;
  }

  void open(yaml_node node) {
    if (open_.size() >= deepest_yaml) {
      report(node.where, "Values are nested more than 32 levels deep.", "flatten them.");
      throw stop_reading{};
    }
    open_.push_back({std::move(node), std::nullopt, {}});
  }

  void close() {
    auto finished = std::move(open_.back().node);
    open_.pop_back();
    add(std::move(finished));
  }

  /// Puts a finished node where it belongs.
  void add(yaml_node node) {
    if (open_.empty()) {
      document_.root = std::move(node);
      return;
    }
    auto &parent = open_.back();
    if (parent.node.kind == yaml_kind::broken) return;
    if (parent.node.kind == yaml_kind::sequence) {
      parent.node.items.push_back(std::move(node));
      return;
    }
    if (!parent.key) {
      parent.key = std::move(node);
      return;
    }
    auto key = std::move(*parent.key);
    parent.key.reset();
    if (is_good_key(parent, key))
      parent.node.members.push_back({std::move(key.text), key.where, std::move(node)});
  }

  [[nodiscard]] auto is_good_key(open_node &parent, yaml_node const &key) -> bool {
    if (key.kind == yaml_kind::broken) return false;
    if (key.kind != yaml_kind::scalar) {
      report(key.where, "Only a name can be a key.", "write `name: value`.");
      return false;
    }
    if (key.plain && key.text == "<<") {
      report(key.where, "Merge keys are not supported.", "write the keys out.");
      return false;
    }
    auto const [first, is_new] = parent.keys.emplace(key.text, key.where.range.begin);
    if (!is_new)
      report(key.where, "The key " + in_ticks(key.text) + " is given twice.",
             "keep one; it is first on line " + std::to_string(line_of(first->second)) + '.');
    return is_new;
  }

  [[nodiscard]] auto line_of(std::uint32_t offset) const -> std::ptrdiff_t {
    return 1 + std::count(text_.begin(), text_.begin() + offset, '\n');
  }

  std::string_view text_;
  std::uint32_t source_;
  yaml_document &document_;
  std::vector<open_node> open_;
  std::size_t read_up_to_ = 0;
  std::size_t documents_ = 0;
  std::size_t nodes_ = 0;
};

} // namespace prodreview
