// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessControlDefaultAdminRules} from
    "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {EVcoin} from "./EVcoin.sol";

/// @title Pays rewards in batches, each reward once
/// @notice Every reward has an index, given once by the platform's ledger. A bitmap remembers the indices that were paid, so no
/// retry, lost record or restored database can pay one twice. Batches are numbered without gaps, so a ledger that has fallen
/// behind the chain is refused until it has caught up. A stolen settler key can spend one week's budget at most.
contract RewardDistributor is Pausable, AccessControlDefaultAdminRules {
    /// @notice May settle batches: the platform's signing key.
    bytes32 public constant SETTLER_ROLE = keccak256("SETTLER_ROLE");
    /// @notice May pause, and nothing else.
    bytes32 public constant GUARDIAN_ROLE = keccak256("GUARDIAN_ROLE");

    /// @notice Bytes of a reward's key in `keys`: the key ties a payout to the deed it was for.
    uint256 public constant KEY_BYTES = 16;

    /// @notice 256 indices of the bitmap.
    /// @param position Index divided by 256.
    /// @param mask A bit for each index that this batch pays, the lowest index in the lowest bit.
    struct Word {
        uint256 position;
        uint256 mask;
    }

    /// @notice Limits the treasury sets, in base units.
    /// @param weeklyBudget Most that can be paid in one week (weeks begin on Thursdays, 00:00 UTC, as 1970 did).
    /// @param rewardMaximum Most that one reward can be.
    struct Limits {
        uint128 weeklyBudget;
        uint96 rewardMaximum;
    }

    /// @notice What has been paid.
    /// @param batchNumber Number of the last batch.
    /// @param week Weeks since 1970 in which the last batch was paid.
    /// @param spent Paid in that week, in base units.
    struct Progress {
        uint64 batchNumber;
        uint32 week;
        uint128 spent;
    }

    EVcoin public immutable token;
    Limits public limits;
    Progress public progress;
    mapping(uint256 position => uint256 bits) public paidBits;

    /// @param number Number of the batch.
    /// @param keysHash keccak256 of the rewards' keys, in the order of their indices.
    /// @param count Rewards in the batch.
    /// @param total Paid, in base units.
    event BatchPaid(uint64 indexed number, bytes32 keysHash, uint256 count, uint256 total);
    event LimitsChanged(uint128 weeklyBudget, uint96 rewardMaximum);

    error WrongBatchNumber(uint64 expected, uint64 given);
    error AlreadyPaid(uint256 position, uint256 bits);
    error CountsDiffer(uint256 indices, uint256 payouts, uint256 keys);
    error BudgetExceeded(uint256 spent, uint128 weeklyBudget);

    /// @param treasury Holds DEFAULT_ADMIN_ROLE; meant to be a multi-signature Safe.
    /// @param adminDelay Seconds between the two steps by which the treasury's role can move.
    /// @param guardian May pause.
    /// @param settler The platform's signing key.
    constructor(
        EVcoin token_,
        address treasury,
        uint48 adminDelay,
        address guardian,
        address settler,
        Limits memory limits_
    ) AccessControlDefaultAdminRules(adminDelay, treasury) {
        token = token_;
        _grantRole(GUARDIAN_ROLE, guardian);
        _grantRole(SETTLER_ROLE, settler);
        _setLimits(limits_);
    }

    /// @notice Pays a batch of rewards.
    /// @param number The last batch's number plus one.
    /// @param words The rewards' indices.
    /// @param payouts One word per reward, in the order of the indices: the address in the upper 160 bits, the amount in base
    /// units in the lower 96.
    /// @param keys KEY_BYTES per reward, in the same order. They are hashed and otherwise only carried: a ledger that has lost
    /// its record of the batch finds here which deeds were paid.
    function payBatch(uint64 number, Word[] calldata words, uint256[] calldata payouts, bytes calldata keys)
        external
        onlyRole(SETTLER_ROLE)
        whenNotPaused
    {
        uint256 indices = _markPaid(words);
        if (indices != payouts.length || keys.length != payouts.length * KEY_BYTES || indices == 0) {
            revert CountsDiffer(indices, payouts.length, keys.length / KEY_BYTES);
        }
        // The token is ours and calls nobody back, so what it minted can be booked after the call.
        uint256 total = token.mintBatch(payouts, limits.rewardMaximum);
        _advance(number, total);
        emit BatchPaid(number, keccak256(keys), indices, total);
    }

    /// @notice Whether the reward with this index has been paid.
    function isPaid(uint256 index) external view returns (bool) {
        return (paidBits[index >> 8] >> (index & 0xff)) & 1 == 1;
    }

    /// @notice What can still be paid this week, in base units.
    function remainingBudget() external view returns (uint256) {
        uint256 spent = progress.week == _week() ? progress.spent : 0;
        return spent < limits.weeklyBudget ? limits.weeklyBudget - spent : 0;
    }

    /// @notice Sets the weekly budget and the most that one reward can be.
    function setLimits(Limits calldata limits_) external onlyRole(DEFAULT_ADMIN_ROLE) {
        _setLimits(limits_);
    }

    /// @notice Stops the payments.
    function pause() external onlyRole(GUARDIAN_ROLE) {
        _pause();
    }

    /// @notice Lets the payments go on.
    function unpause() external onlyRole(DEFAULT_ADMIN_ROLE) {
        _unpause();
    }

    function _markPaid(Word[] calldata words) private returns (uint256 indices) {
        for (uint256 i = 0; i < words.length; ++i) {
            uint256 position = words[i].position;
            uint256 mask = words[i].mask;
            uint256 bits = paidBits[position];
            if (bits & mask != 0) revert AlreadyPaid(position, bits & mask);
            paidBits[position] = bits | mask;
            indices += _countBits(mask);
        }
    }

    function _advance(uint64 number, uint256 total) private {
        Progress memory last = progress;
        if (number != last.batchNumber + 1) revert WrongBatchNumber(last.batchNumber + 1, number);
        uint32 week = _week();
        uint256 spent = (last.week == week ? last.spent : 0) + total;
        uint128 budget = limits.weeklyBudget;
        if (spent > budget) revert BudgetExceeded(spent, budget);
        // Not above the budget, which is a uint128.
        progress = Progress(number, week, uint128(spent));
    }

    function _setLimits(Limits memory limits_) private {
        limits = limits_;
        emit LimitsChanged(limits_.weeklyBudget, limits_.rewardMaximum);
    }

    function _week() private view returns (uint32) {
        return uint32(block.timestamp / 1 weeks);
    }

    /// @dev Bits set in a word, by adding neighbours in ever wider lanes.
    function _countBits(uint256 x) private pure returns (uint256) {
        unchecked {
            x -= (x >> 1) & (type(uint256).max / 3);
            x = (x & (type(uint256).max / 5)) + ((x >> 2) & (type(uint256).max / 5));
            x = (x + (x >> 4)) & (type(uint256).max / 17);
            // Byte lanes hold at most 8 each; 16-bit lanes keep the sum of 256 from overflowing.
            x = (x & (type(uint256).max / 257)) + ((x >> 8) & (type(uint256).max / 257));
            return (x * (type(uint256).max / 65535)) >> 240;
        }
    }
}
