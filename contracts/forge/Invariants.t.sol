// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EVcoin} from "../EVcoin.sol";
import {RewardDistributor} from "../RewardDistributor.sol";
import {vm} from "./Vm.sol";
import {World} from "./World.sol";

// Small, so that a run of a hundred calls comes to the edge of both.
uint256 constant CAP = 400 ether;
uint128 constant BUDGET = 250 ether;

/// @dev What anybody may try, in any order, and what it came to. Calls that the contracts refuse are part of the game.
contract Actors is World {
    uint256 public constant WORDS = 4;
    mapping(uint256 position => uint256 bits) public bitsPaid;
    bool public paidTwice;
    mapping(uint256 week => uint256 amount) public paidInWeek;
    mapping(uint256 week => uint256 amount) public highestBudget;
    uint256 public paid;
    uint256 public batches;
    uint256 public refusals;
    uint256 private payments;
    bool public strangerSucceeded;

    constructor(EVcoin token_, RewardDistributor distributor_) {
        token = token_;
        distributor = distributor_;
        noteBudget();
    }

    /// @dev The fuzzer likes small and special numbers, which here would mostly collide: its seed is spread out first.
    function pay(uint256 seed) external {
        seed = uint256(keccak256(abi.encode(seed, ++payments)));
        uint8 dice = uint8(seed);
        bool wrongNumber = dice < 20;
        bool twice = dice >= 20 && dice < 40;
        // Mostly in times when payments are possible at all.
        if (dice >= 40) liftPauses();
        uint256 position = seed >> 8;
        // Sparse masks: otherwise four words are full after a few batches, and nothing passes any more.
        uint256 mask = 1 << uint8(seed >> 16) | 1 << uint8(seed >> 24);
        uint256 amount = MAXIMUM / 2 + (seed >> 32) % (uint256(MAXIMUM) * 6 / 10);
        uint256 count = countBits(mask);
        RewardDistributor.Word[] memory words = new RewardDistributor.Word[](twice ? 2 : 1);
        for (uint256 i = 0; i < words.length; ++i) words[i] = RewardDistributor.Word(position % WORDS, mask);
        uint256[] memory payouts = new uint256[](count * words.length);
        for (uint256 i = 0; i < payouts.length; ++i) payouts[i] = payout(address(uint160(0x1000 + i % 7)), amount);
        uint64 number = nextNumber() + (wrongNumber ? 1 : 0);
        noteBudget();
        vm.prank(SETTLER);
        try distributor.payBatch(number, words, payouts, keysFor(payouts.length)) {
            notePaid(words, amount);
        } catch {
            ++refusals;
        }
    }

    function notePaid(RewardDistributor.Word[] memory words, uint256 amount) private {
        ++batches;
        for (uint256 i = 0; i < words.length; ++i) {
            uint256 before = bitsPaid[words[i].position];
            if (before & words[i].mask != 0) paidTwice = true;
            bitsPaid[words[i].position] = before | words[i].mask;
            uint256 sum = countBits(words[i].mask) * amount;
            paid += sum;
            paidInWeek[block.timestamp / 1 weeks] += sum;
        }
    }

    function passTime(uint32 secondsLater) external {
        vm.warp(block.timestamp + secondsLater % 5 days);
        noteBudget();
    }

    function pause(bool ofToken) external {
        vm.prank(GUARDIAN);
        if (ofToken) try token.pause() {} catch {} else try distributor.pause() {} catch {}
    }

    function unpause() external {
        liftPauses();
    }

    function liftPauses() private {
        vm.prank(TREASURY);
        try token.unpause() {} catch {}
        vm.prank(TREASURY);
        try distributor.unpause() {} catch {}
    }

    function setLimits(uint128 budget) external {
        vm.prank(TREASURY);
        distributor.setLimits(RewardDistributor.Limits(BUDGET / 2 + budget % BUDGET, MAXIMUM));
        noteBudget();
    }

    function transfer(uint8 from, uint8 to, uint96 amount) external {
        vm.prank(address(uint160(0x1000 + uint256(from) % 7)));
        try token.transfer(address(uint160(0x1000 + uint256(to) % 7)), amount % MAXIMUM) {} catch {}
    }

    function usurp(uint8 which, address stranger) external {
        if (stranger == TREASURY || stranger == GUARDIAN || stranger == SETTLER || stranger == address(distributor)) return;
        bytes32 role = which % 4 == 0 ? bytes32(0) : keccak256(which % 4 == 1 ? bytes("MINTER_ROLE") : which % 4 == 2 ? bytes("SETTLER_ROLE") : bytes("GUARDIAN_ROLE"));
        uint256[] memory payouts = new uint256[](1);
        payouts[0] = payout(stranger, 1);
        vm.prank(stranger);
        try token.grantRole(role, stranger) { strangerSucceeded = true; } catch {}
        vm.prank(stranger);
        try distributor.grantRole(role, stranger) { strangerSucceeded = true; } catch {}
        vm.prank(stranger);
        try token.mintBatch(payouts, 1) { strangerSucceeded = true; } catch {}
        vm.prank(stranger);
        try distributor.beginDefaultAdminTransfer(stranger) { strangerSucceeded = true; } catch {}
        uint64 number = nextNumber();
        vm.prank(stranger);
        try distributor.payBatch(number, word(0, 1), payouts, keysFor(1)) { strangerSucceeded = true; } catch {}
    }

    function noteBudget() private {
        (uint128 budget,) = distributor.limits();
        uint256 week = block.timestamp / 1 weeks;
        if (budget > highestBudget[week]) highestBudget[week] = budget;
    }
}

contract InvariantTest is World {
    Actors private actors;

    function setUp() public {
        deploy(CAP, BUDGET);
        actors = new Actors(token, distributor);
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(actors);
    }

    function invariant_theSupplyIsWhatWasPaidAndNeverAboveTheCap() public view {
        require(token.totalSupply() <= CAP, "above the cap");
        require(token.totalSupply() == actors.paid(), "minted by another way");
    }

    function invariant_noIndexIsPaidTwice() public view {
        require(!actors.paidTwice(), "paid twice");
        for (uint256 position = 0; position < actors.WORDS(); ++position) {
            require(distributor.paidBits(position) == actors.bitsPaid(position), "the bitmap differs");
        }
    }

    function invariant_noWeekGoesAboveItsBudget() public view {
        uint256 week = block.timestamp / 1 weeks;
        for (uint256 i = 0; i < 100; ++i) {
            require(actors.paidInWeek(week - i) <= actors.highestBudget(week - i), "above the budget");
        }
    }

    function invariant_batchesAreNumberedWithoutGaps() public view {
        (uint64 number,,) = distributor.progress();
        require(number == actors.batches(), "gap");
    }

    function invariant_rolesStayWhereTheyWerePut() public view {
        require(!actors.strangerSucceeded(), "a stranger got in");
        require(token.defaultAdmin() == TREASURY && distributor.defaultAdmin() == TREASURY, "admin moved");
        require(token.hasRole(token.MINTER_ROLE(), address(distributor)), "minter lost");
        require(!token.hasRole(token.MINTER_ROLE(), TREASURY), "the treasury can mint");
    }
}
