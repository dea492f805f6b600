// SPDX-License-Identifier: Apache-2.0
#include <prodreview/flow/api/requirement.hpp>
#include <prodreview/flow/api/supported.hpp>

#include <catch2/catch.hpp>

#include <map>
#include <string>

using namespace prodreview;
using namespace prodreview::flow::api;

namespace {

auto torch_in(std::string_view file) -> std::string { return stated_range(file, "torch"); }

/// The repository's files by path.
using files = std::map<std::string, std::string, std::less<>>;

auto supported(std::string_view configured, files const &have) -> supported_range {
  supported_releases const all{configured, [&](std::string_view path, std::string &content) {
                                 auto const found = have.find(path);
                                 if (found == have.end()) return false;
                                 content = found->second;
                                 return true;
                               }};
  return all.of("torch.nn.Linear");
}

auto releases(supported_range const &of) -> std::string {
  if (of.is_unknown) return "?";
  auto const all = releases_of("torch");
  auto const text = [&](std::uint8_t at) {
    return std::to_string(all[at].major) + "." + std::to_string(all[at].minor);
  };
  return text(of.releases.first) + " to " + text(of.releases.last);
}

} // namespace

TEST_CASE("a requirement is read as each kind of file writes it") {
  CHECK(torch_in("numpy\ntorch >= 2.1, < 2.9  # why\n") == ">=2.1,<2.9");
  CHECK(torch_in("dependencies = [\n  \"torch>=2.1\",\n]\n") == ">=2.1");
  CHECK(torch_in("install_requires =\n    torch~=2.1.0; python_version > '3.8'\n") == "~=2.1.0");
  CHECK(torch_in("setup(install_requires=['numpy', 'torch[opt]==1.13.1'])") == "==1.13.1");
  CHECK(torch_in("torch = \"^2.1\"\n") == ">=2.1,<3");
  CHECK(torch_in("torch = \"~2.1.3\"\n") == ">=2.1.3,<2.2");
  CHECK(torch_in("torch = {version = \">=2.1\", source = \"x\"}\n") == ">=2.1");
  CHECK(torch_in("torch = \"2.1.0\"\n") == "==2.1.0");
}

TEST_CASE("what states no range, or two, states none") {
  CHECK(torch_in("torch\ntorchvision>=0.2\npytorch>=1\n").empty());
  CHECK(torch_in("# torch>=2 is needed\n").empty());
  CHECK(torch_in("torch = {git = \"x\"}\n").empty());
  CHECK(torch_in("torch = \"*\"\n").empty());
  CHECK(torch_in("torch==2.1; x\ntorch==2.2; y\n").empty());
  CHECK(torch_in("torch==2.1\ntorch==2.1\n") == "==2.1");
}

TEST_CASE("hostile requirements end somewhere") {
  for (auto const *text :
       {"torch", "torch[", "torch = {", "torch = '", "torch(", "torch = {version",
        "torch=", "torch==", "torch = \"^\"", "torch=\"~99999999999999999\"", "torch\xff>=1",
        "torch = \"^99999999999.1\""})
    CHECK_NOTHROW(torch_in(text));
}

TEST_CASE("the configuration says which releases are supported, else the first file that does") {
  files const have{{"setup.py", "setup(install_requires=['torch>=2.4'])"},
                   {"requirements.txt", "torch==2.6.0\n"}};
  CHECK(releases(supported(">=2.1,<2.3", have)) == "2.1 to 2.2");
  CHECK(supported(">=2.1,<2.3", have).said_in.empty());
  CHECK(supported("any", have).said_in == "setup.py");
  CHECK(supported("any", have).range == ">=2.4");
  CHECK_FALSE(supported("any", {}).is_stated());
  CHECK(releases(supported("any", {})).starts_with("1.13 to "));
}

TEST_CASE("of releases older than all that were read nothing is known") {
  CHECK(releases(supported("any", {{"requirements.txt", "torch==1.7.1\n"}})) == "?");
  CHECK(supported_releases{}.of("pandas.DataFrame").is_unknown);
}
