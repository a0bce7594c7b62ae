import { createHash } from 'node:crypto'
import type { EventEnvelope } from './events.ts'

/**
 * Writes a batch if it follows the last one that Redis remembers. Otherwise it says that Redis has forgotten some, or that a stream is full
 * of what some group has not read. A new stream gets every group before its first entry. Keys: the producer's sequence, the streams.
 * Arguments: the sequence, the most entries of a stream, how many groups, their names, then partition and event in turns.
 */
export const PUBLISH = `
local last = tonumber(redis.call('GET', KEYS[1]) or '0')
local sequence = tonumber(ARGV[1])
if last < sequence - 1 then return 'forgotten' end
local groups = tonumber(ARGV[3])
for i = 4 + groups, #ARGV, 2 do
  if redis.call('XLEN', KEYS[tonumber(ARGV[i]) + 2]) >= tonumber(ARGV[2]) then return 'full' end
end
for i = 4 + groups, #ARGV, 2 do
  local stream = KEYS[tonumber(ARGV[i]) + 2]
  if redis.call('EXISTS', stream) == 0 then
    for g = 4, 3 + groups do redis.call('XGROUP', 'CREATE', stream, ARGV[g], '0', 'MKSTREAM') end
  end
  redis.call('XADD', stream, '*', 'event', ARGV[i + 1])
end
-- A relay that has lost its place to another may come late; the count never goes back.
if sequence > last then redis.call('SET', KEYS[1], sequence) end
return 'stored'`

/** Renews or takes the lease of a partition; 1 if it is ours. */
export const LEASE = `
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`

/** Gives a lease back if it is ours. */
export const RELEASE = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`

/**
 * Removes from a stream what every group has finished with, if it is older than the given moment (ms): live views may still read the rest.
 */
export const TRIM = `
local function before(a, b)
  local ams, aseq = a:match('(%d+)-(%d+)')
  local bms, bseq = b:match('(%d+)-(%d+)')
  if ams ~= bms then return tonumber(ams) < tonumber(bms) end
  return tonumber(aseq) < tonumber(bseq)
end
local least = ARGV[1] .. '-0'
for _, group in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
  local info = {}
  for i = 1, #group, 2 do info[group[i]] = group[i + 1] end
  local reached = info['last-delivered-id']
  if info['pending'] > 0 then reached = redis.call('XPENDING', KEYS[1], info['name'])[2] end
  if before(reached, least) then least = reached end
end
return redis.call('XTRIM', KEYS[1], 'MINID', least)`

/** Events of one aggregate are in one partition, and so in order. */
export const partitionOf = (aggregateId: string, partitions: number): number =>
  createHash('sha1').update(aggregateId).digest().readUInt32BE(0) % partitions

/** Redis' answer to XREAD and XREADGROUP: per stream its entries; an entry whose text was trimmed away has no event. */
export function entriesOf(read: unknown): [stream: string, entries: [id: string, event: EventEnvelope | null][]][] {
  if (!read) return []
  const answer = read as [string, [string, string[] | null][]][]
  return answer.map(([stream, entries]) => [
    stream,
    entries.map(([id, fields]) => [id, fields?.[1] ? (JSON.parse(fields[1]) as EventEnvelope) : null]),
  ])
}
