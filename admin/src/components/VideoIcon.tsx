import { type ComponentPropsWithoutRef, forwardRef } from 'react';

import type { Play } from '@strapi/icons';
import { useTheme } from 'styled-components';

type IconProps = ComponentPropsWithoutRef<typeof Play>;

/** A video camera, drawn and coloured as the icons of `@strapi/icons`, which have none. */
export const VideoIcon = forwardRef<SVGSVGElement, IconProps>(
  ({ fill = 'currentColor', stroke: _stroke, ...props }, ref) => {
    const colours: Record<string, unknown> = { ...useTheme().colors };
    const colour = colours[fill];
    return (
      <svg
        xmlns="http://www.w3.org/2000/svg"
        width={16}
        height={16}
        viewBox="0 0 32 32"
        {...props}
        ref={ref}
        fill={typeof colour === 'string' ? colour : fill}
      >
        <path d="M5 7h15a3 3 0 0 1 3 3v2.6l5.4-3.4A1 1 0 0 1 30 10v12a1 1 0 0 1-1.6.8L23 19.4V22a3 3 0 0 1-3 3H5a3 3 0 0 1-3-3V10a3 3 0 0 1 3-3Z" />
      </svg>
    );
  }
);
VideoIcon.displayName = 'VideoIcon';
