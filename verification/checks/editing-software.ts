import type { Finding } from '../findings.ts'
import type { PhotoFacts } from './facts.ts'
import { check } from './finding.ts'

const { pass, flag, unknown } = check('editing-software', 1)

const EDITORS =
  /\b(adobe|photoshop|lightroom|gimp|affinity|pixelmator|snapseed|picsart|facetune|canva|paint\.net|paint|photopea|meitu|vsco|darktable|rawtherapee|luminar|topaz|capture one|inshot|polarr|photodirector|photoscape|fotor|pixlr|krita|corel|acdsee|imagemagick|airbrush|touchretouch|remini|photolab|procreate|befunky)\b/i
const GENERATORS =
  /\b(midjourney|dall[·\-\s]?e|stable diffusion|stability ai|firefly|imagen|flux|comfyui|automatic1111|invokeai|leonardo\.ai|ideogram|grok|nano banana|made with google ai|gpt-?4o|gpt-image)\b/i

/**
 * Programs that the metadata names. A generator: FLAG as generated. An editor: FLAG as edited. Firmware of cameras passes. Without a name
 * there is nothing to go by. Metadata is easily removed and easily faked, so this is never more than a FLAG. Measure: none.
 */
export function editingSoftware({ exif }: PhotoFacts): Finding {
  if (!exif || exif.software.length === 0) return unknown()
  const detail = { software: exif.software, make: exif.make, model: exif.model, modifiedAt: exif.modifiedAt }
  if (exif.software.some((name) => GENERATORS.test(name))) return flag('GENERATED_IMAGE', null, detail)
  return exif.software.some((name) => EDITORS.test(name)) ? flag('EDITED', null, detail) : pass(null, detail)
}
