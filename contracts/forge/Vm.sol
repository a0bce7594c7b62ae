// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @dev The few of forge's cheats that we use: https://getfoundry.sh/reference/cheatcodes
interface Vm {
    function prank(address sender) external;
    function warp(uint256 timestamp) external;
    function expectRevert() external;
    function expectPartialRevert(bytes4 selector) external;
    function assume(bool condition) external pure;
    function addr(uint256 key) external pure returns (address);
    function sign(uint256 key, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
}

Vm constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
