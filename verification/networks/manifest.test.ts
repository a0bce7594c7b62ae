import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MODELS_FOLDER, parseManifest, readModels } from './manifest.ts'
import { colourEntry, meanColourModel, modelsFolder, sha256 } from './onnx.fixture.ts'

const bytes = meanColourModel()

test("the project's own models have the hashes that its manifest says, and each a licence and a source", async () => {
  for (const { entry } of await readModels([MODELS_FOLDER])) expect(entry.source.length).toBeGreaterThan(5)
})

test('a file with another hash is refused, and the sentence names the file and both hashes', async () => {
  const folder = await modelsFolder({ 'colours.onnx': bytes }, [colourEntry(bytes)])
  const changed = Buffer.concat([bytes, Buffer.from([0])])
  await writeFile(join(folder, 'colours.onnx'), changed)
  const refusal = await readModels([folder]).catch((error: Error) => error.message)
  expect(refusal).toContain(join(folder, 'colours.onnx'))
  expect(refusal).toContain(sha256(changed))
  expect(refusal).toContain(sha256(bytes))
})

test('a missing file and a missing manifest are named', async () => {
  const folder = await modelsFolder({}, [colourEntry(bytes)])
  await expect(readModels([folder])).rejects.toThrow(/colours 1 cannot be read: .*colours\.onnx/)
  await expect(readModels([join(folder, 'nowhere')])).rejects.toThrow('The manifest of the models cannot be read')
})

test('every fault of a manifest is told with its place', async () => {
  const folder = await modelsFolder({}, [colourEntry(bytes, { sha256: 'short', state: 'on', surprise: 1 })])
  const refusal = await readModels([folder]).catch((error: Error) => error.message)
  for (const place of ['models.0.sha256', 'models.0.state', 'surprise']) expect(refusal).toContain(place)
})

test('two active models for one deed are refused; one of them as a shadow is in order', async () => {
  const files = { 'colours.onnx': bytes }
  const rivals = await modelsFolder(files, [colourEntry(bytes), colourEntry(bytes, { version: '2' })])
  await expect(readModels([rivals])).rejects.toThrow('Two models are active for DEED TREE_PLANTING: colours 1 and colours 2')
  const shadow = await modelsFolder(files, [colourEntry(bytes), colourEntry(bytes, { version: '2', state: 'SHADOW' })])
  expect(await readModels([shadow])).toHaveLength(2)
})

test("an operator's entry replaces the project's of the same name and version", async () => {
  const ours = await modelsFolder({ 'colours.onnx': bytes }, [colourEntry(bytes)])
  const theirs = await modelsFolder({ 'colours.onnx': bytes }, [
    colourEntry(bytes, { state: 'SHADOW' }),
    colourEntry(bytes, { version: '2' }),
  ])
  const models = await readModels([ours, theirs])
  expect(models.map(({ entry }) => [entry.version, entry.state])).toEqual([
    ['1', 'SHADOW'],
    ['2', 'ACTIVE'],
  ])
})

test('a file is looked for inside its own folder only', async () => {
  const folder = await modelsFolder({}, [colourEntry(bytes, { file: '../colours.onnx' })])
  await expect(readModels([folder])).rejects.toThrow('models.0.file')
})

test("the README's example of an operator's manifest is a valid one", async () => {
  const readme = await readFile(join(MODELS_FOLDER, '../README.md'), 'utf8')
  const [, example = ''] = /```json\n([^]*?)```/.exec(readme) ?? []
  expect(parseManifest('README.md', example)).toMatchObject([{ name: 'yolox-nano', decoder: { kind: 'yolox' } }])
})
