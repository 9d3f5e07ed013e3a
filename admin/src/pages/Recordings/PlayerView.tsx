import { useEffect, useRef } from 'react';

import { Flex, LinkButton, Typography } from '@strapi/design-system';
import { ExternalLink } from '@strapi/icons';

import type { Player } from '../../../../contracts/recording-browser';
import { clockOf } from '../../components/list/words';
import { Notice } from '../../components/Notice';
import { useText } from '../../translations/useText';

type PlayerViewProps = {
  player: Player;
  place: { at: number; count: number };
  isChanging: boolean;
};

const addressOf = (url: string): string =>
  url.startsWith('/') ? `${String(Reflect.get(window.strapi, 'backendURL'))}${url}` : url;

/** The copy plays here; what is in Zoom alone plays on Zoom's page. */
export const PlayerView = ({ player, place, isChanging }: PlayerViewProps) => {
  const text = useText();
  const media = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (media.current !== null) media.current.currentTime = place.at;
  }, [place]);
  switch (player.kind) {
    case 'file':
      return (
        // The captions are the transcript below it.
        <video
          ref={media}
          src={`${addressOf(player.url)}#t=${place.at}`}
          controls
          preload="metadata"
          aria-label={text('recordings.player')}
          style={{ width: '100%', maxHeight: '40vh', background: 'black', borderRadius: 4 }}
        />
      );
    case 'zoom':
      return (
        <Flex gap={4} wrap="wrap">
          <LinkButton
            href={player.url}
            isExternal
            startIcon={<ExternalLink />}
            aria-busy={isChanging}
          >
            {place.at > 0
              ? text('recordings.openAt', { at: clockOf(place.at) })
              : text('recordings.openInZoom')}
          </LinkButton>
          <Typography variant="pi" textColor="neutral600">
            {text('recordings.inZoomOnly')}
          </Typography>
        </Flex>
      );
    case 'none':
      return <Notice tone="info">{text(`recordings.noPlayer.${player.because}`)}</Notice>;
    default:
      return player satisfies never;
  }
};
