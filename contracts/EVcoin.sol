// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessControlDefaultAdminRules} from
    "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Capped} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Capped.sol";
import {ERC20Pausable} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Pausable.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @title EVcoin, the reward token (18 decimals)
/// @notice Minted by the distributor alone and never above the cap. The guardian pauses, the treasury unpauses.
contract EVcoin is ERC20Capped, ERC20Pausable, ERC20Permit, AccessControlDefaultAdminRules {
    /// @notice May mint: the RewardDistributor.
    bytes32 public constant MINTER_ROLE = keccak256("MINTER_ROLE");
    /// @notice May pause, and nothing else.
    bytes32 public constant GUARDIAN_ROLE = keccak256("GUARDIAN_ROLE");

    error PayoutAboveMaximum(address to, uint96 amount, uint96 maximum);

    /// @param treasury Holds DEFAULT_ADMIN_ROLE; meant to be a multi-signature Safe.
    /// @param adminDelay Seconds between the two steps by which the treasury's role can move.
    /// @param guardian May pause.
    /// @param minter The distributor.
    /// @param cap_ Most tokens that can ever exist, in base units.
    constructor(address treasury, uint48 adminDelay, address guardian, address minter, uint256 cap_)
        ERC20("EVcoin", "EVC")
        ERC20Permit("EVcoin")
        ERC20Capped(cap_)
        AccessControlDefaultAdminRules(adminDelay, treasury)
    {
        _grantRole(GUARDIAN_ROLE, guardian);
        _grantRole(MINTER_ROLE, minter);
    }

    /// @notice Mints to many at once.
    /// @dev Calls ERC20's own `_update`, past the overrides: the pause and the cap are checked once per batch instead of once
    /// per recipient, which is a tenth of what a returning holder costs.
    /// @param payouts One word per recipient: the address in the upper 160 bits, the amount in base units in the lower 96.
    /// @param maximum Most that one payout may be; checked here because a second loop over them would cost as much again.
    /// @return total Minted, in base units.
    function mintBatch(uint256[] calldata payouts, uint96 maximum)
        external
        onlyRole(MINTER_ROLE)
        whenNotPaused
        returns (uint256 total)
    {
        for (uint256 i = 0; i < payouts.length; ++i) {
            uint256 payout = payouts[i];
            address to = address(uint160(payout >> 96));
            uint96 amount = uint96(payout);
            if (to == address(0)) revert ERC20InvalidReceiver(address(0));
            if (amount > maximum) revert PayoutAboveMaximum(to, amount, maximum);
            ERC20._update(address(0), to, amount);
            // At most 2^96 each, and no calldata holds 2^160 of them.
            unchecked {
                total += amount;
            }
        }
        uint256 supply = totalSupply();
        if (supply > cap()) revert ERC20ExceededCap(supply, cap());
    }

    /// @notice Stops every transfer and mint.
    function pause() external onlyRole(GUARDIAN_ROLE) {
        _pause();
    }

    /// @notice Lets transfers and mints go on.
    function unpause() external onlyRole(DEFAULT_ADMIN_ROLE) {
        _unpause();
    }

    function _update(address from, address to, uint256 value) internal override(ERC20, ERC20Capped, ERC20Pausable) {
        super._update(from, to, value);
    }
}
