// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EVcoin} from "./EVcoin.sol";
import {RewardDistributor} from "./RewardDistributor.sol";

/// @title Creates the token and its distributor in one transaction
/// @notice The two must know each other. Made together, and through CREATE2, they are there whole or not at all, at addresses
/// that only depend on the code and the terms; and whoever pays for the transaction never holds a role.
contract Deployment {
    struct Terms {
        address treasury;
        address guardian;
        address settler;
        uint48 adminDelay;
        uint256 cap;
        RewardDistributor.Limits limits;
    }

    EVcoin public immutable token;
    RewardDistributor public immutable distributor;

    error DistributorMisplaced(address expected, address actual);

    constructor(Terms memory terms) {
        // A contract's second CREATE lands at keccak(rlp([creator, 2])), so the token can be told of it beforehand.
        address expected = address(uint160(uint256(keccak256(abi.encodePacked(hex"d694", address(this), hex"02")))));
        token = new EVcoin(terms.treasury, terms.adminDelay, terms.guardian, expected, terms.cap);
        distributor = new RewardDistributor(
            token, terms.treasury, terms.adminDelay, terms.guardian, terms.settler, terms.limits
        );
        if (address(distributor) != expected) revert DistributorMisplaced(expected, address(distributor));
    }
}
