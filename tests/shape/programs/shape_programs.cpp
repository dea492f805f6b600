// SPDX-License-Identifier: Apache-2.0
// What the algebra makes of the shape programs that torch recorded from models, in SMT-LIB: see
// README.md.
#include <prodreview/shape/comparison.hpp>
#include <prodreview/shape/substitution.hpp>

#include <cstdio>
#include <deque>
#include <fstream>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace {

using prodreview::shape::dim;
using prodreview::shape::relation;

/// `(+ a (* 2 b))`: a word, or a list.
struct expression {
  std::string word;
  std::vector<expression> list;
};

class expression_reader {
public:
  explicit expression_reader(std::string_view text) : text_{text} {}

  auto read() -> expression {
    skip();
    if (at_ == text_.size()) return {};
    if (text_[at_] != '(') return {std::string{take_word()}, {}};
    expression result;
    ++at_;
    for (skip(); at_ < text_.size() && text_[at_] != ')'; skip()) result.list.push_back(read());
    ++at_;
    return result;
  }

private:
  auto skip() -> void {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  auto take_word() -> std::string_view {
    auto const end = std::min(text_.find_first_of(" ()", at_), text_.size());
    auto const word = text_.substr(at_, end - at_);
    at_ = std::max(end, at_ + 1);
    return word;
  }

  std::string_view text_;
  std::size_t at_{};
};

/// An equality between sizes, or the contrary of one.
struct claim {
  dim left{};
  dim right{};
  bool equal{true};
};

struct counts {
  int proved{};       ///< equal by what is known before
  int learned{};      ///< a name is from then on what it is equal to
  int unknown{};      ///< neither
  int unwritten{};    ///< with an operation that the algebra does not have, or past its caps
  int contradicted{}; ///< asserted, and never true by the algebra
  int different{};    ///< asserted to differ, and never claimed to be equal

  auto operator+=(counts const &more) -> counts & {
    proved += more.proved, learned += more.learned, unknown += more.unknown;
    unwritten += more.unwritten, contradicted += more.contradicted, different += more.different;
    return *this;
  }
};

class program {
public:
  auto read(std::string const &line) -> void {
    auto const it = expression_reader{line}.read();
    if (it.list.empty()) return;
    auto const &head = it.list[0].word;
    if (head == "declare-const" && it.list.size() == 3) declare(it.list[1].word);
    if (head == "define-fun" && it.list.size() == 5 && it.list[2].list.empty() &&
        it.list[2].word.empty())
      define(it.list[1].word, it.list[4]);
    if (head == "assert" && it.list.size() == 2) assert_that(it.list[1]);
  }
  [[nodiscard]] auto result() const -> counts const & { return counts_; }

private:
  auto declare(std::string const &name) -> void {
    names_.push_back(name);
    sizes_.emplace(name, dim::named(names_.back()));
  }

  auto define(std::string const &name, expression const &it) -> void {
    if (auto const claimed = claim_of(it))
      claims_.emplace(name, *claimed);
    else if (auto const size = size_of(it))
      sizes_.emplace(name, *size);
  }

  auto claim_of(expression const &it) -> std::optional<claim> {
    if (auto const known = claims_.find(it.word); known != claims_.end()) return known->second;
    if (it.list.size() == 2 && it.list[0].word == "not") {
      auto result = claim_of(it.list[1]);
      if (result) result->equal = !result->equal;
      return result;
    }
    if (it.list.size() != 3 || it.list[0].word != "=") return std::nullopt;
    auto const left = size_of(it.list[1]);
    auto const right = size_of(it.list[2]);
    return claim{left.value_or(dim::unknown()), right.value_or(dim::unknown())};
  }

  auto size_of(expression const &it) -> std::optional<dim> {
    if (it.list.empty()) return word_of(it.word);
    if (it.list.size() == 2 && it.list[0].word == "-") {
      auto const of = size_of(it.list[1]);
      return of ? std::optional{-*of} : std::nullopt;
    }
    if (it.list.size() != 3) return std::nullopt;
    auto const a = size_of(it.list[1]);
    auto const b = size_of(it.list[2]);
    return a && b ? applied(it.list[0].word, *a, *b) : std::nullopt;
  }

  static auto applied(std::string const &what, dim const &a, dim const &b) -> std::optional<dim> {
    if (what == "+") return a + b;
    if (what == "-") return a - b;
    if (what == "*") return a * b;
    if (what == "div") return floor_quotient(a, b);
    if (what == "mod") return floor_rest(a, b);
    if (what == "min2") return minimum(a, b);
    if (what == "max2") return maximum(a, b);
    return std::nullopt;
  }

  auto word_of(std::string const &word) const -> std::optional<dim> {
    if (auto const known = sizes_.find(word); known != sizes_.end()) return known->second;
    if (word.empty() || word.find_first_not_of("0123456789") != word.npos) return std::nullopt;
    return word.size() < 19 ? std::optional{dim{std::stoll(word)}} : std::nullopt;
  }

  /// With what was learned before.
  auto now(dim const &it) const -> dim {
    return substituted(it, [this](std::string_view name) {
      auto const known = learned_.find(name);
      return known == learned_.end() ? dim::named(name) : known->second;
    });
  }

  auto assert_that(expression const &it) -> void {
    auto const claimed = claim_of(it);
    if (!claimed) return;
    auto const left = now(claimed->left);
    auto const right = now(claimed->right);
    auto const answer = compare(left, right).answer;
    if (!claimed->equal) {
      ++(answer == relation::equal ? counts_.contradicted : counts_.different);
    } else if (!left.known() || !right.known()) {
      ++counts_.unwritten;
    } else if (answer == relation::different) {
      ++counts_.contradicted;
    } else if (answer == relation::equal) {
      ++counts_.proved;
    } else {
      ++(learn(left - right) ? counts_.learned : counts_.unknown);
    }
  }

  /// From `T - 2*H = 0` on, T is 2*H.
  auto learn(dim const &zero) -> bool {
    for (auto const &it : zero.sum().terms()) {
      if (it.degree != 1 || (it.coefficient != 1 && it.coefficient != -1)) continue;
      auto const name = zero.table()[it.factors[0]].name;
      auto const value = dim::named(name) - zero * dim{it.coefficient};
      if (name.empty() || !value.known() || mentions(value, name)) continue;
      for (auto &[_, known] : learned_)
        known = substituted(
            known, [&](std::string_view each) { return each == name ? value : dim::named(each); });
      learned_.insert_or_assign(name, value);
      return true;
    }
    return false;
  }

  static auto mentions(dim const &it, std::string_view name) -> bool {
    for (std::size_t i = 0; i < it.table().size(); ++i)
      if (it.table()[i].name == name) return true;
    return false;
  }

  std::deque<std::string> names_;
  std::unordered_map<std::string, dim> sizes_;
  std::unordered_map<std::string, claim> claims_;
  std::unordered_map<std::string_view, dim> learned_;
  counts counts_;
};

auto counts_of(char const *path) -> counts {
  program it;
  std::ifstream file{path};
  for (std::string line; std::getline(file, line);) it.read(line);
  return it.result();
}

} // namespace

auto main(int count, char **arguments) -> int {
  counts all;
  for (int i = 1; i < count; ++i) {
    auto const of = counts_of(arguments[i]);
    if (of.contradicted != 0) std::printf("%s: contradicted %d\n", arguments[i], of.contradicted);
    all += of;
  }
  auto const equalities = all.proved + all.learned + all.unknown + all.unwritten + all.contradicted;
  std::printf(
      "%d programs, %d equalities asserted: %d proved (%.1f %%), %d learned, %d unknown, %d "
      "not written, %d contradicted; %d asserted to differ\n",
      count - 1, equalities, all.proved, 100.0 * all.proved / std::max(equalities, 1), all.learned,
      all.unknown, all.unwritten, all.contradicted, all.different);
  return all.contradicted == 0 && all.proved * 100 >= equalities * 65 ? 0 : 1;
}
