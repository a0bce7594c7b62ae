import { AbiCoder, Contract, ContractFactory, Interface, concat, id, type Wallet } from 'ethers'
import { compile } from '../../../contracts/compile.ts'

const SOURCE = `// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;
contract SmartWallet {
  address public owner;
  constructor(address first) { owner = first; }
  function change(address next) external { require(msg.sender == owner); owner = next; }
  function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
    (bytes32 r, bytes32 s, uint8 v) = (bytes32(signature[0:32]), bytes32(signature[32:64]), uint8(signature[64]));
    address signer = ecrecover(hash, v, r, s);
    return signer != address(0) && signer == owner ? bytes4(0x1626ba7e) : bytes4(0xffffffff);
  }
}
contract Factory {
  function create(address owner, bytes32 salt) external returns (address) { return address(new SmartWallet{salt: salt}(owner)); }
}`

const MAGIC = '0x6492649264926492649264926492649264926492649264926492649264926492'

/** A factory of wallets that are contracts (ERC-1271), on a chain. */
export async function smartWallets(deployer: Wallet) {
  const { SmartWallet, Factory } = compile({ 'SmartWallet.sol': SOURCE })['SmartWallet.sol'] ?? {}
  if (!SmartWallet || !Factory) throw new Error('nothing was compiled')
  // Our own types of an ABI say less than the library's.
  const abis = {
    wallet: SmartWallet.abi as unknown as Interface['fragments'],
    factory: Factory.abi as unknown as Interface['fragments'],
  }
  const factory = await new ContractFactory(abis.factory, Factory.evm.bytecode.object, deployer).deploy()
  await factory.waitForDeployment()
  const address = await factory.getAddress()
  const at = new Contract(address, abis.factory, deployer)
  /** The wallet that its owner will have once it is deployed. */
  const planned = async (owner: string, name: string) => {
    const call = new Interface(abis.factory).encodeFunctionData('create', [owner, id(name)])
    const wallet = (await at.getFunction('create').staticCall(owner, id(name))) as string
    /** A signature of the owner, with how the wallet would be deployed (ERC-6492). */
    const wrap = (signature: string) =>
      concat([AbiCoder.defaultAbiCoder().encode(['address', 'bytes', 'bytes'], [address, call, signature]), MAGIC])
    return { address: wallet, wrap }
  }
  return {
    planned,
    async deployed(owner: string, name: string) {
      const { address: wallet } = await planned(owner, name)
      await ((await at.getFunction('create')(owner, id(name))) as { wait(): Promise<unknown> }).wait()
      return wallet
    },
  }
}
