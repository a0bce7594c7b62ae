// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Deployment} from "../Deployment.sol";
import {EVcoin} from "../EVcoin.sol";
import {RewardDistributor} from "../RewardDistributor.sol";
import {Vm, vm} from "./Vm.sol";

/// @dev The contracts as they are deployed, and ways to build batches for them.
abstract contract World {
    address internal constant TREASURY = address(0x7001);
    address internal constant GUARDIAN = address(0x7002);
    address internal constant SETTLER = address(0x7003);
    uint96 internal constant MAXIMUM = 100 ether;

    EVcoin internal token;
    RewardDistributor internal distributor;

    function deploy(uint256 cap, uint128 budget) internal {
        vm.warp(1_800_000_000);
        Deployment made = new Deployment(
            Deployment.Terms(TREASURY, GUARDIAN, SETTLER, 1 days, cap, RewardDistributor.Limits(budget, MAXIMUM))
        );
        token = made.token();
        distributor = made.distributor();
    }

    function payout(address to, uint256 amount) internal pure returns (uint256) {
        return (uint256(uint160(to)) << 96) | uint96(amount);
    }

    function word(uint256 position, uint256 mask) internal pure returns (RewardDistributor.Word[] memory words) {
        words = new RewardDistributor.Word[](1);
        words[0] = RewardDistributor.Word(position, mask);
    }

    function keysFor(uint256 count) internal pure returns (bytes memory) {
        return new bytes(count * 16);
    }

    function nextNumber() internal view returns (uint64) {
        (uint64 number,,) = distributor.progress();
        return number + 1;
    }

    function countBits(uint256 x) internal pure returns (uint256 count) {
        for (; x != 0; x &= x - 1) ++count;
    }
}
