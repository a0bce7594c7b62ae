// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20Capped} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Capped.sol";
import {EVcoin} from "../EVcoin.sol";
import {RewardDistributor} from "../RewardDistributor.sol";
import {vm} from "./Vm.sol";
import {World} from "./World.sol";

contract FuzzTest is World {
    uint128 private constant BUDGET = 5_000 ether;

    function setUp() public {
        deploy(40_000 ether, BUDGET);
    }

    function pays(uint256 position, uint256 mask, uint256 amount) private {
        uint256 count = countBits(mask);
        uint256[] memory payouts = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            payouts[i] = payout(address(uint160(0x1000 + i)), amount);
        }
        uint64 number = nextNumber();
        vm.prank(SETTLER);
        distributor.payBatch(number, word(position, mask), payouts, keysFor(count));
    }

    /// Every recipient gets exactly the amount, every index of the mask is marked and no other.
    function testFuzz_paysEachIndexOnceInFull(uint256 position, uint256 mask, uint64 amount) public {
        vm.assume(mask != 0 && position < type(uint248).max);
        pays(position, mask, amount);
        uint256 count = countBits(mask);
        require(token.totalSupply() == count * amount, "supply");
        for (uint256 i = 0; i < count; ++i) {
            require(token.balanceOf(address(uint160(0x1000 + i))) == amount, "balance");
        }
        for (uint256 bit = 0; bit < 256; ++bit) {
            require(distributor.isPaid((position << 8) | bit) == ((mask >> bit) & 1 == 1), "bit");
        }
    }

    function testFuzz_refusesAnOverlap(uint256 position, uint256 first, uint256 second, uint8 shared) public {
        first |= 1 << shared;
        second |= 1 << shared;
        vm.assume(position < type(uint248).max);
        pays(position, first, 1);
        uint256 count = countBits(second);
        uint256[] memory payouts = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) payouts[i] = payout(address(1), 1);
        vm.prank(SETTLER);
        vm.expectPartialRevert(RewardDistributor.AlreadyPaid.selector);
        distributor.payBatch(2, word(position, second), payouts, keysFor(count));
    }

    /// The same index named twice within one batch.
    function testFuzz_refusesTheSameWordTwice(uint256 position, uint8 bit) public {
        RewardDistributor.Word[] memory words = new RewardDistributor.Word[](2);
        words[0] = words[1] = RewardDistributor.Word(position, 1 << bit);
        uint256[] memory payouts = new uint256[](2);
        payouts[0] = payouts[1] = payout(address(1), 1);
        vm.prank(SETTLER);
        vm.expectPartialRevert(RewardDistributor.AlreadyPaid.selector);
        distributor.payBatch(1, words, payouts, keysFor(2));
    }

    function testFuzz_refusesCountsThatDiffer(uint256 mask, uint8 count, uint16 keyBytes) public {
        vm.assume(mask == 0 || countBits(mask) != count || keyBytes != uint256(count) * 16);
        uint256[] memory payouts = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) payouts[i] = payout(address(1), 1);
        vm.prank(SETTLER);
        vm.expectPartialRevert(RewardDistributor.CountsDiffer.selector);
        distributor.payBatch(1, word(0, mask), payouts, new bytes(keyBytes));
    }

    function testFuzz_refusesAnyOtherBatchNumber(uint64 number) public {
        vm.assume(number != 2);
        pays(0, 1, 1);
        uint256[] memory payouts = new uint256[](1);
        payouts[0] = payout(address(1), 1);
        vm.prank(SETTLER);
        vm.expectPartialRevert(RewardDistributor.WrongBatchNumber.selector);
        distributor.payBatch(number, word(1, 1), payouts, keysFor(1));
    }

    function testFuzz_refusesARewardAboveTheMaximum(uint96 amount) public {
        vm.assume(amount > MAXIMUM);
        uint256[] memory payouts = new uint256[](1);
        payouts[0] = payout(address(1), amount);
        vm.prank(SETTLER);
        vm.expectPartialRevert(EVcoin.PayoutAboveMaximum.selector);
        distributor.payBatch(1, word(0, 1), payouts, keysFor(1));
    }

    /// The week's budget holds whatever the batches are, and is whole again in the next week.
    function testFuzz_keepsTheWeeklyBudget(uint8[40] calldata percents, uint32 later) public {
        uint256 spent = 0;
        for (uint256 i = 0; i < percents.length; ++i) {
            uint256 amount = uint256(MAXIMUM) * (percents[i] % 101) / 100;
            uint256 mask = type(uint8).max;
            uint256[] memory payouts = new uint256[](8);
            for (uint256 j = 0; j < 8; ++j) payouts[j] = payout(address(1), amount);
            uint64 number = nextNumber();
            bool fits = spent + 8 * amount <= BUDGET;
            vm.prank(SETTLER);
            if (!fits) vm.expectPartialRevert(RewardDistributor.BudgetExceeded.selector);
            distributor.payBatch(number, word(i, mask), payouts, keysFor(8));
            if (fits) spent += 8 * amount;
            require(distributor.remainingBudget() == BUDGET - spent, "remaining");
        }
        vm.warp((block.timestamp / 1 weeks + 1 + later % 1000) * 1 weeks);
        require(distributor.remainingBudget() == BUDGET, "a new week");
        pays(1000, 1, MAXIMUM);
    }

    /// The cap holds to the last base unit.
    function testFuzz_neverMintsAboveTheCap(uint96 room, uint96 amount) public {
        deploy(uint256(room) + 1, BUDGET);
        amount %= MAXIMUM + 1;
        bool fits = amount <= uint256(room) + 1;
        uint256[] memory payouts = new uint256[](1);
        payouts[0] = payout(address(1), amount);
        vm.prank(SETTLER);
        if (!fits) vm.expectPartialRevert(ERC20Capped.ERC20ExceededCap.selector);
        distributor.payBatch(1, word(0, 1), payouts, keysFor(1));
        require(token.totalSupply() == (fits ? amount : 0), "supply");
    }

    function testFuzz_onlyTheRoleHolderMay(address caller) public {
        vm.assume(caller != TREASURY && caller != GUARDIAN && caller != SETTLER && caller != address(distributor));
        uint256[] memory payouts = new uint256[](1);
        payouts[0] = payout(caller, 1);
        vm.prank(caller);
        vm.expectRevert();
        distributor.payBatch(1, word(0, 1), payouts, keysFor(1));
        vm.prank(caller);
        vm.expectRevert();
        token.mintBatch(payouts, 1);
        vm.prank(caller);
        vm.expectRevert();
        distributor.pause();
        vm.prank(caller);
        vm.expectRevert();
        token.pause();
        vm.prank(caller);
        vm.expectRevert();
        distributor.setLimits(RewardDistributor.Limits(1, 1));
    }

    function test_aPauseStopsPaymentsUntilTheTreasuryUnpauses() public {
        uint256[] memory payouts = new uint256[](1);
        payouts[0] = payout(address(1), 1);
        vm.prank(GUARDIAN);
        distributor.pause();
        vm.prank(SETTLER);
        vm.expectRevert();
        distributor.payBatch(1, word(0, 1), payouts, keysFor(1));
        vm.prank(GUARDIAN);
        vm.expectRevert();
        distributor.unpause();
        vm.prank(TREASURY);
        distributor.unpause();
        vm.prank(GUARDIAN);
        token.pause();
        vm.prank(SETTLER);
        vm.expectRevert();
        distributor.payBatch(1, word(0, 1), payouts, keysFor(1));
        vm.prank(TREASURY);
        token.unpause();
        pays(0, 1, 1);
    }

    function testFuzz_aPermitIsGoodOnceAndForItsTermsOnly(uint256 seed, uint128 value, uint32 life) public {
        uint256 key = seed % 1e30 + 1;
        address owner = vm.addr(key);
        uint256 deadline = block.timestamp + life;
        bytes32 terms = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                owner,
                address(0xBEEF),
                value,
                0,
                deadline
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, keccak256(abi.encodePacked("\x19\x01", token.DOMAIN_SEPARATOR(), terms)));
        vm.expectRevert();
        token.permit(owner, address(0xBEEF), uint256(value) + 1, deadline, v, r, s);
        token.permit(owner, address(0xBEEF), value, deadline, v, r, s);
        require(token.allowance(owner, address(0xBEEF)) == value, "allowance");
        vm.expectRevert();
        token.permit(owner, address(0xBEEF), value, deadline, v, r, s);
    }
}
