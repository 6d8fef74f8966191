"""The key to the bucket of a warehouse's data, found where programs of S3 look for it."""

import os
from typing import Any

from warehouse.errors import WarehouseError
from warehouse.location import Bucket

_PACKAGES = 'Install what it needs with: pip install "touchpoints[cluster]".'


def find_key() -> Bucket:
    """What the variables AWS_… say, or the files and the machine's own role that they leave it to.

    Asked anew for every connection: keys that a machine is lent expire. Raises WarehouseError where the
    packages are not installed, or a file of keys cannot be read.
    """
    try:
        from botocore.exceptions import BotoCoreError
        from botocore.session import Session
    except ImportError as error:
        raise WarehouseError(f"A warehouse in a bucket needs more packages: {error}.", _PACKAGES) from error
    session = Session()
    try:
        found = session.get_credentials()
        key = found.get_frozen_credentials() if found else None
    except BotoCoreError as error:
        raise WarehouseError(
            f"The key to the bucket cannot be had: {error}.",
            "Check the variables AWS_… (docs/deployment.md).",
        ) from error
    return Bucket(
        key_id=key and key.access_key,
        secret=key and key.secret_key,
        token=key and key.token,
        endpoint=os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL"),
        region=session.get_config_variable("region"),
    )


def file_system(bucket: Bucket) -> Any:
    """Of fsspec. Raises WarehouseError where its packages are not installed."""
    try:
        from s3fs import S3FileSystem
    except ImportError as error:
        raise WarehouseError(f"A warehouse in a bucket needs more packages: {error}.", _PACKAGES) from error
    return S3FileSystem(
        anon=bucket.key_id is None,
        key=bucket.key_id,
        secret=bucket.secret,
        token=bucket.token,
        endpoint_url=bucket.endpoint,
        client_kwargs={"region_name": bucket.region},
        # What another process wrote a moment ago is to be seen.
        use_listings_cache=False,
        skip_instance_cache=True,
    )
