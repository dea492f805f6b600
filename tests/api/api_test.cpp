// SPDX-License-Identifier: Apache-2.0
#include <prodreview/flow/api/api.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace prodreview;
namespace api = flow::api;

namespace {

auto text_of(api::release const &it) -> std::string {
  return std::to_string(it.major) + "." + std::to_string(it.minor);
}

/// The releases that have the name: `1.13 to 2.0`.
auto releases_with(std::string_view name) -> std::string {
  auto const found = api::find(name);
  if (found.is != api::presence::there) return found.is == api::presence::absent ? "none" : "?";
  auto const all = api::releases_of(name);
  if (found.at.first == api::no_release) return "gone";
  auto const until = found.at.last + 1U == all.size() ? "now" : text_of(all[found.at.last]);
  return text_of(all[found.at.first]) + " to " + until;
}

auto deprecated_since(std::string_view name) -> std::string {
  auto const found = api::find(name);
  if (found.is != api::presence::there || found.at.deprecated == api::no_release) return "";
  return text_of(api::releases_of(name)[found.at.deprecated]);
}

/// The names of the parameters of the last signature.
auto parameters(std::string_view name) -> std::vector<std::string> {
  auto const all = api::signatures_of(api::find(name).at);
  REQUIRE_FALSE(all.empty());
  api::parameter_buffer buffer;
  std::vector<std::string> names;
  for (auto const &it : api::parameters_of(all[all.size() - 1], buffer))
    names.emplace_back(it.name);
  return names;
}

} // namespace

TEST_CASE("a name knows the releases that have it") {
  CHECK(releases_with("torch.symeig") == "1.13 to 1.13");
  CHECK(releases_with("torch._six") == "1.13 to 1.13");
  CHECK(releases_with("torch.solve") == "gone");
  CHECK(releases_with("torch.compile") == "2.0 to now");
  CHECK(releases_with("torch.nn.functional.scaled_dot_product_attention") == "2.0 to now");
  CHECK(releases_with("torch.Tensor.mT") == "1.13 to now");
  CHECK(releases_with("torch.optim.lr_scheduler.LRScheduler") == "2.0 to now");
  CHECK(releases_with("numpy.float") == "1.21 to 1.23");
  CHECK(releases_with("numpy.product") == "1.21 to 1.26");
}

TEST_CASE("a name that came back knows the releases that lack it") {
  auto const found = api::find("numpy.bool");
  auto const all = api::releases_of("numpy");
  CHECK(releases_with("numpy.bool") == "1.21 to now");
  CHECK(text_of(all[found.at.gap_first]) == "1.24");
  CHECK(text_of(all[found.at.gap_last]) == "1.26");
  CHECK(api::find("numpy.int").at.gap_first == api::no_release);
}

TEST_CASE("a member that moved into a base class did not go") {
  CHECK(releases_with("torch.optim.lr_scheduler.LambdaLR.step") == "1.13 to now");
  CHECK(releases_with("torch.cuda.amp.GradScaler.scale") == "1.13 to now");
  CHECK(releases_with("torch.distributed.group.WORLD") == "1.13 to now");
}

TEST_CASE("a deprecated name knows since when, and what to use") {
  CHECK(deprecated_since("torch.cuda.amp.autocast") == "2.4");
  CHECK(deprecated_since("torch.qr") == "1.13");
  CHECK(deprecated_since("numpy.in1d") == "2.0");
  CHECK(deprecated_since("torch.linalg.qr").empty());
  CHECK(deprecated_since("torch.autograd.Function").empty());
  CHECK(api::replacement_of(api::find("torch.qr").at) == "torch.linalg.qr");
  CHECK(api::replacement_of(api::find("torch.symeig").at) == "torch.linalg.eigh");
  CHECK(api::replacement_of(api::find("torch.nn.init.uniform").at) == "torch.nn.init.uniform_");
}

TEST_CASE("what is not listed in a closed module is not there, in an open one it may be") {
  CHECK(releases_with("torch.nn.Linaer") == "none");
  CHECK(releases_with("torch.random.randint") == "none");
  CHECK(releases_with("torch.ops.aten.add") == "?");
  CHECK(releases_with("torch._foreach_add_") == "?");
  CHECK(releases_with("numpy.linspace") == "?");
  CHECK(releases_with("pandas.DataFrame") == "?");
  CHECK(api::find("torch.nn.Linaer").part == "Linaer");
}

TEST_CASE("parameters are those of the signature, without self") {
  CHECK(parameters("torch.nn.functional.softmax") ==
        std::vector<std::string>{"input", "dim", "_stacklevel", "dtype"});
  CHECK(parameters("torch.nn.Linear") ==
        std::vector<std::string>{"in_features", "out_features", "bias", "device", "dtype"});
  CHECK(parameters("torch.nn.modules.linear.Linear") == parameters("torch.nn.Linear"));
}

TEST_CASE("a signature changes with the release") {
  auto const all = api::signatures_of(api::find("torch.load").at);
  REQUIRE(all.size() >= 2);
  CHECK(api::default_of(all[0], 3) == "False");
  CHECK(api::default_of(all[all.size() - 1], 3) == "None");
}

TEST_CASE("overloads and return kinds of what C++ binds are known") {
  auto const view = api::signatures_of(api::find("torch.Tensor.view").at);
  CHECK(view.size() >= 3);
  CHECK(view[0].returns == api::return_kind::tensor);
  auto const qr = api::signatures_of(api::find("torch.qr").at);
  CHECK(qr[0].returns == api::return_kind::tensor_tuple);
}

TEST_CASE("a member is found in the bases of its class") {
  auto const found = api::find("torch.nn.Linear.state_dict");
  REQUIRE(found.is == api::presence::there);
  CHECK(found.at.kind == api::entry_kind::method);
  CHECK(api::find("torch.nn.Parameter.mT").is == api::presence::there);
}

TEST_CASE("a version range lets releases in") {
  auto const torch = api::releases_of("torch");
  auto const from_to = [&](std::string_view range) {
    auto const span = api::span_of(range, torch).value();
    return text_of(torch[span.first]) + " " + text_of(torch[span.last]);
  };
  CHECK(from_to(">=2.1,<2.8") == "2.1 2.7");
  CHECK(from_to(">=2.1.2,<=2.8.0") == "2.1 2.8");
  CHECK(from_to("~=2.6.1") == "2.6 2.6");
  CHECK(from_to("==2.6") == "2.6 2.6");
  CHECK(from_to("") == from_to("nonsense"));
  CHECK_FALSE(api::span_of("==1.7.1", torch));
  CHECK_FALSE(api::span_of("<1.13", torch));
}

TEST_CASE("names are sorted within each module, so that they are found") {
  for (auto const *module : {"torch", "torch.nn", "torch.Tensor", "torch.nn.functional"}) {
    auto const all = api::children_of(api::find(module).at);
    for (std::size_t i = 1; i < all.size(); ++i)
      CHECK(api::name_of(all[i - 1]) < api::name_of(all[i]));
    CHECK(all.size() > 100);
  }
}

TEST_CASE("hostile names are looked up like others") {
  for (auto const *name : {"", ".", "torch.", "torch..nn", ".torch", "torch.nn.", "torch.\xff"})
    CHECK(api::find(name).is != api::presence::there);
}
