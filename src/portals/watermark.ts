import type { PortalId } from '../kernel/index.ts';
import type { WatermarkPlace } from './client-options.ts';
import { sitePictureAddress } from './site-picture.ts';
import type { SitePictures } from './site-picture-service.ts';
import type { SiteTexts } from './site-text-service.ts';

/** What is drawn over the pictures of a site's customers. */
export interface Watermark {
  /** Also what is said of the image. */
  readonly text: string;
  /** Its address; '' for the text alone. */
  readonly image: string;
  readonly place: WatermarkPlace;
  readonly opacityPercent: number;
}

/** As the site has it now; undefined for none. */
export function watermarkOf(
  site: { readonly id: PortalId; readonly name: string },
  ports: {
    readonly texts: Pick<SiteTexts, 'text' | 'options'>;
    readonly pictures: Pick<SitePictures, 'find'>;
  },
): Watermark | undefined {
  const { displayWatermark, watermarkPlace, watermarkOpacity } = ports.texts.options(site.id);
  if (!displayWatermark) {
    return undefined;
  }
  const image = ports.pictures.find(site.id, 'watermark');
  return {
    text: ports.texts.text(site.id, 'watermark-text', 'en') || site.name,
    image: image === undefined ? '' : sitePictureAddress(site.id, 'watermark', image),
    place: watermarkPlace,
    opacityPercent: watermarkOpacity,
  };
}
